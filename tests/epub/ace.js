// Runs Ace on an EPUB, in the Chromium that PUPPETEER_EXECUTABLE_PATH names: EPUB, folder of the report.
"use strict";
const ace = require("@daisy/ace-core");
const runner = require("@daisy/ace-axe-runner-puppeteer");

const [epub, outdir] = process.argv.slice(2);
ace(epub, { outdir, verbose: false, silent: true }, runner).then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
