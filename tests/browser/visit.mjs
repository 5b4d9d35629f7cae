// Drives Debian's Chromium over a site on 127.0.0.1 and prints what it found as JSON.
// Usage: node visit.mjs TOOLS BASE MODE PATH...   MODE: axe | read | follow
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const [tools, base, mode, ...paths] = process.argv.slice(2);
const require = createRequire(`${tools}/package.json`);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});

async function runAxe() {
  const found = [];
  for (const colorScheme of ["light", "dark"]) {
    // axe is injected as a script, which the pages' own policy forbids.
    const context = await browser.newContext({ colorScheme, bypassCSP: true, viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    for (const path of paths) {
      await page.goto(base + path);
      await page.evaluate(axe);
      const result = await page.evaluate(() =>
        window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
      );
      for (const violation of result.violations) {
        const where = violation.nodes.slice(0, 2).map((node) => `${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`);
        found.push({ path, colorScheme, rule: violation.id, where });
      }
      found.checked = (found.checked ?? 0) + result.passes.length;
    }
    await context.close();
  }
  return { pages: paths.length * 2, passes: found.checked, violations: [...found] };
}

async function read() {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const requests = new Set();
  const failed = [];
  const complaints = [];
  page.on("request", (request) => requests.add(new URL(request.url()).host));
  page.on("response", (response) => response.status() >= 400 && failed.push(`${response.status()} ${response.url()}`));
  page.on("console", (message) => complaints.push(message.text()));
  const wide = [];
  for (const path of paths) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(base + path, { waitUntil: "networkidle" });
    // 320 pixels are 1280 at 400 % zoom (WCAG 1.4.10).
    for (const width of [320, 390]) {
      await page.setViewportSize({ width, height: 800 });
      const reach = await page.evaluate(() => document.documentElement.scrollWidth);
      if (reach > width) wide.push(`${path} at ${width}: ${reach}`);
    }
  }
  const cookies = await context.cookies();
  await context.close();
  return { requests: [...requests], failed, complaints, wide, cookies: cookies.length };
}

async function follow() {
  const out = [];
  const context = await browser.newContext({ javaScriptEnabled: false, reducedMotion: "reduce", viewport: { width: 390, height: 700 } });
  const page = await context.newPage();
  for (const path of paths) {
    await page.goto(base + path);
    const link = page.locator(".prose .cite a").first();
    const target = (await link.getAttribute("href")).slice(1);
    const before = await page.locator(`[id="${target}"]`).boundingBox();
    await link.click();
    const after = await page.locator(`[id="${target}"]`).boundingBox();
    const quote = await page.locator(`[id="${target}"] q`).innerText();
    await page.locator(`[id="${target}"] .back a`).first().click();
    out.push({ path, target, hidden: before.y > 700, shown: after.y >= 0 && after.y < 700, quote, back: new URL(page.url()).hash });
    await page.goto(base + path);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    out.at(-1).skipped = new URL(page.url()).hash;
  }
  await context.close();
  return out;
}

const result = { axe: runAxe, read, follow }[mode];
console.log(JSON.stringify(await result()));
await browser.close();
