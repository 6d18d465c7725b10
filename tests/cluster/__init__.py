"""The extra ``cluster``: work on other machines, editions in object stores."""
