// Measures the Numbers page beside its floors and an import of dial-plan rules, in one browser, and writes docs/performance.md.
// Started by `cargo xtask bench`, which says in the environment where everything is.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { createRequire } from "node:module";
import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { inPage } from "./in-page.mjs";
import { report } from "./report.mjs";

const { chromium } = createRequire(fileURLToPath(new URL("../e2e/", import.meta.url)))("@playwright/test");

const sizes = (process.env.CORDBOARD_SIZES ?? "100,10000,100000,1000000").split(",").map(Number);
const rounds = Number(process.env.CORDBOARD_ROUNDS ?? 7);
const out = process.env.CORDBOARD_OUT ?? fileURLToPath(new URL("../../docs/performance.md", import.meta.url));
const arguments_ = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const NUMBERS = "/ac/tenantui/api/v2/oc/numbers?msTenantId=";
const CUSTOMER = "df6f5ea9-2e92-482a-92f6-79094815588d";
const IMPORTED = 50_000;
const tenantOf = (count) => `5e471e10-0000-4000-9000-${String(count).padStart(12, "0")}`;

const base = await startSandbox();
const world = await (await fetch(`${base}/sandbox/worlds`, { method: "POST", body: '{"content_length":true}' })).json();

/** figure → size → values, in the order in which they were measured. */
const figures = new Map();
function note(figure, size, value) {
  const bySize = figures.get(figure) ?? new Map();
  figures.set(figure, bySize);
  bySize.set(size, [...(bySize.get(size) ?? []), value]);
}

const browser = await launch();
const version = browser.version();
const session = await signedIn(browser);
// Interleaved: whatever else the machine does meets every size and every floor alike.
for (let round = 0; round < rounds; round += 1) {
  for (const size of sizes) {
    // A million is for endurance: one round says enough.
    if (size >= 1_000_000 && round >= 1) continue;
    console.log(`round ${round + 1} of ${rounds}, ${size} numbers`);
    await floors(size);
    await app(size);
  }
  await slowStart();
  await importRules();
}
await browser.close();
for (let round = 0; round < Math.min(rounds, 3); round += 1) {
  for (const size of sizes) {
    if (size < 1_000_000 || round === 0) await memory(size);
  }
}
stopSandbox();

const machine = `${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Chromium ${version} headless`;
const text = report({ figures, sizes, rounds, machine });
const before = readIfThere(out);
writeFileSync(out, placed(before, text));
console.log(`${out} written`);

/** The floors: what the same browser needs for the least that the figure holds. */
async function floors(size) {
  const page = await browser.newPage();
  await page.goto(`${base}/config.json`);
  const timed = await page.evaluate(inPage.transfer, { url: NUMBERS + tenantOf(size), token: world.token });
  if (timed.json !== null) note("floor: fetch and json", size, timed.json);
  note("floor: stream read and dropped", size, timed.stream);
  note("floor: typed array's own sort", size, await page.evaluate(inPage.typedSort, size));
  await page.close();

  const bare = await browser.newPage();
  await bare.setContent("<input autofocus><select><option>a<option>b</select><p></p>");
  await bare.evaluate(inPage.bare);
  await bare.evaluate(inPage.watchKeys);
  await bare.locator("input").focus();
  for (const value of await typed(bare, "833")) note("floor: key to painted", size, value);
  for (let turn = 0; turn < 4; turn += 1) {
    note("floor: change to painted", size, await bare.evaluate(inPage.choose, ["select", turn % 2 ? "a" : "b"]));
    note("floor: empty frame", size, await bare.evaluate(inPage.emptyFrame));
  }
  await bare.close();
}

async function app(size) {
  const page = await openApp(browser);
  await page.getByRole("textbox", { name: "Microsoft tenant ID" }).fill(tenantOf(size));
  await page.evaluate(inPage.watchStream, `${size.toLocaleString("en-GB")} numbers`);
  await Promise.all([said(page, "all"), page.getByRole("button", { name: "Look up" }).click()]);
  const stream = await page.evaluate(() => globalThis.bench);
  note("first rows painted", size, stream.first - stream.start);
  note("all rows there", size, stream.all - stream.start);
  note("longest task", size, stream.longest);
  note("longest gap between frames", size, stream.gap);
  // What follows the last row, such as counting, is over.
  await page.waitForTimeout(1000);

  await page.evaluate(inPage.watchKeys);
  await page.getByRole("searchbox", { name: "Search" }).focus();
  const [first, ...later] = await typed(page, "8339");
  note("first key to painted", size, first);
  for (const value of later) note("later keys to painted", size, value);
  await page.getByRole("searchbox", { name: "Search" }).fill("");
  await page.waitForTimeout(1000);

  const country = await page.getByRole("combobox", { name: "Country" }).getAttribute("id");
  for (const value of ["US", "", "GB", ""]) {
    note("filter to painted", size, await page.evaluate(inPage.choose, [`#${country}`, value]));
    await page.waitForTimeout(500);
  }
  for (let turn = 0; turn < 4; turn += 1) {
    note("sort to painted", size, await page.evaluate(inPage.sort, "Number"));
    await page.waitForTimeout(500);
  }
  const scrolled = await page.evaluate(inPage.scroll);
  note("scroll: frames over 25 ms", size, scrolled);
  await page.close();
}

/** From the navigation to the first row, with a processor that is four times slower. */
async function slowStart() {
  const measure = async (figure, url, prepare) => {
    const page = await newPage(browser);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await prepare?.(page);
    await page.addInitScript(inPage.firstRow);
    await Promise.all([said(page, "first row"), page.goto(url)]);
    note(figure, 100, await page.evaluate(() => globalThis.benchFirstRow));
    await page.context().close();
  };
  const rows = Array.from({ length: 100 }, (_, at) => `<tr aria-rowindex="${at + 2}"><td>+1 833 399 ${at}</td></tr>`);
  await measure("floor: navigation to a static page", `${base}/static-floor`, (page) =>
    page.route("**/static-floor", (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html><table><tbody>${rows.join("")}</tbody></table>` })),
  );
  await measure("navigation to first row, slowed", `${base}/numbers?tenant=${tenantOf(100)}`);
}

/** A file of rules chosen on the Dial plans page → every row's outcome on screen. */
async function importRules() {
  const page = await newPage(browser);
  await page.goto(`${base}/dial-plans?customer=${CUSTOMER}`);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Import rules" });
  const rows = Array.from({ length: IMPORTED }, (_, at) => `Bulk ${at}\t+9721${String(at).padStart(7, "0")}\toc1.sandbox2.audiocodes.be`);
  const buffer = Buffer.from(`name\tprefix\ttag\n${rows.join("\n")}\n`, "utf8");
  await page.evaluate(inPage.watchImport);
  const file = { name: "rules.tsv", mimeType: "text/tab-separated-values", buffer };
  await Promise.all([said(page, "import"), dialog.getByLabel("File").setInputFiles(file)]);
  const { shown, longest } = await page.evaluate(() => globalThis.benchImport);
  note("import: file to preview", IMPORTED, shown);
  note("import: longest task", IMPORTED, longest);
  await page.context().close();
}

/** What the page's process keeps more than that of an empty page, in bytes. */
async function memory(size) {
  const own = await launch();
  const empty = await newPage(own);
  await empty.goto(`${base}/config.json`);
  const atFirst = await privateBytes(own, empty);
  const page = await openApp(own, empty);
  await page.getByRole("textbox", { name: "Microsoft tenant ID" }).fill(tenantOf(size));
  await page.evaluate(inPage.watchStream, `${size.toLocaleString("en-GB")} numbers`);
  await Promise.all([said(page, "all"), page.getByRole("button", { name: "Look up" }).click()]);
  await page.waitForTimeout(2000);
  note("memory", size, (await privateBytes(own, page)) - atFirst);
  await own.close();
}

/** Memory that only the page's renderer has (Linux), after a collection. */
async function privateBytes(own, page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("HeapProfiler.collectGarbage");
  await page.waitForTimeout(500);
  const { processInfo } = await (await own.newBrowserCDPSession()).send("SystemInfo.getProcessInfo");
  const bytes = processInfo
    .filter(({ type }) => type === "renderer")
    .map(({ id }) => {
      const rollup = readIfThere(`/proc/${id}/smaps_rollup`);
      const kilobytes = [...rollup.matchAll(/^Private_\w+:\s+(\d+) kB$/gm)].map(([, count]) => Number(count));
      return kilobytes.reduce((sum, count) => sum + count, 0) * 1024;
    });
  return Math.max(...bytes);
}

/**
 * Waits for what the page says of itself. Were it asked, the driver's own script would run in it,
 * and be measured along.
 */
function said(page, what) {
  return page.waitForEvent("console", { predicate: (message) => message.text() === `bench: ${what}`, timeout: 300_000 });
}

async function typed(page, text) {
  const values = [];
  for (const key of text) {
    await Promise.all([said(page, "key"), page.keyboard.press(key)]);
    values.push(await page.evaluate(() => globalThis.benchKey));
    await page.waitForTimeout(400);
  }
  return values;
}

function launch() {
  return chromium.launch({ executablePath: process.env.CORDBOARD_CHROMIUM ?? "/usr/bin/chromium", args: arguments_ });
}

async function newPage(own) {
  const context = await own.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  if (session) {
    await context.addInitScript((kept) => {
      for (const [key, value] of kept) sessionStorage.setItem(key, value);
    }, session);
  }
  return context.newPage();
}

async function openApp(own, page) {
  const opened = page ?? (await newPage(own));
  await opened.goto(`${base}/numbers`);
  await opened.getByRole("textbox", { name: "Microsoft tenant ID" }).waitFor();
  await opened.waitForLoadState("networkidle");
  return opened;
}

/** What a tab keeps of a session, for the tabs to come. */
async function signedIn(own) {
  const page = await own.newPage();
  await page.goto(`${base}/sign-in?next=/numbers`);
  const form = page.getByRole("form", { name: "Live Platform" });
  await form.getByLabel("Access token", { exact: true }).fill(world.token);
  await form.getByRole("checkbox", { name: "Keep for this tab" }).check();
  await form.getByRole("button", { name: "Connect" }).click();
  await page.getByRole("textbox", { name: "Microsoft tenant ID" }).waitFor();
  const kept = await page.evaluate(() => Object.entries(sessionStorage));
  await page.close();
  return kept;
}

async function startSandbox() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  const child = spawn(process.env.CORDBOARD_SANDBOX, ["--port", String(port), "--dist", process.env.CORDBOARD_DIST], { stdio: ["ignore", "pipe", "inherit"] });
  globalThis.sandbox = child;
  const url = `http://127.0.0.1:${port}`;
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    if (String(chunk).includes(url)) break;
  }
  child.stdout.resume();
  return url;
}

function stopSandbox() {
  globalThis.sandbox.kill();
}

function readIfThere(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** Puts the table between its marks; what people wrote around it stays. */
function placed(before, table) {
  const [begin, end] = ["<!-- measured -->", "<!-- /measured -->"];
  const block = `${begin}\n${table}\n${end}`;
  const at = before.indexOf(begin);
  const until = before.indexOf(end);
  if (at < 0 || until < 0) return `# Performance of the Numbers page\n\n${block}\n`;
  return before.slice(0, at) + block + before.slice(until + end.length);
}
