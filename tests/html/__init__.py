"""The pages: as files, and in a browser (Debian's Chromium, steered by Playwright)."""
