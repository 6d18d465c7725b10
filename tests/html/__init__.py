"""Pages in a browser: Debian's Chromium, steered by Playwright."""
