import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const candidates = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
const MISSING = "There is no Chromium: install one (apt-get install chromium), or name it in CHROMIUM.";

/**
 * A group of tests in a real browser. Without one they are skipped and the run says so; where `REQUIRE_BROWSER=1` asks
 * for the proof, they fail.
 */
export function describeInBrowser(name: string, tests: (browser: () => Browser) => void): void {
  const executablePath = candidates.find((path) => path && existsSync(path));
  if (!executablePath) {
    withoutBrowser(name);
    return;
  }
  describe(name, () => {
    let browser: Browser;
    beforeAll(async () => {
      // As root, as pipelines run, Chromium has no sandbox.
      browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    }, 60_000);
    afterAll(() => browser.close());
    tests(() => browser);
  });
}

function withoutBrowser(name: string): void {
  if (process.env.REQUIRE_BROWSER === "1") {
    it(`${name}: a browser is there`, () => {
      throw new Error(MISSING);
    });
    return;
  }
  process.stderr.write(`SKIPPED ${name}. ${MISSING}\n`);
  it.skip(`${name} (${MISSING})`, () => undefined);
}
