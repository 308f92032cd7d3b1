// What comes from others, servers, files and links, is text: it runs nowhere, moves nothing, and
// sends nothing.
import { readFileSync } from "node:fs";

import type { Page } from "@playwright/test";

import { expect, signIn, test, type World } from "./fixtures";

const RUN = "globalThis.executed=1";
const CORPUS = [
  `<img src=x onerror="${RUN}">`,
  `"><script>${RUN}</script>`,
  `'-${RUN}-'`,
  `' autofocus onfocus='${RUN}`,
  `</title></style></textarea><svg onload="${RUN}">`,
  `javascript:${RUN}//`,
  ` JaVa\tScRiPt:${RUN}`,
  `data:text/html,<script>parent.${RUN}</script>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>">`,
  `<a href="https://evil.example/" target="_top">press</a>`,
  `<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/">`,
  `{{constructor.constructor('${RUN}')()}}`,
  `\${${RUN}}`,
  `=HYPERLINK("https://evil.example/","press")`,
  `@import url(https://evil.example/);*{background:url(https://evil.example/)}`,
  "https://user@evil.example/",
  "//evil.example/../../..",
  "..%2f..%2f%00%0d%0aSet-Cookie:%20a=b",
  "__proto__",
  "constructor",
  "\u202Eexe.sdrawkcab\u2066",
  "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f".repeat(20),
  "\u{1F469}\u200D\u{1F469}\u200D\u{1F467}".repeat(40),
  "\u0000\u0008\u001b[31m\u2028\u2029\ufeff",
  "W".repeat(2000),
  "two\nlines\r\nand\ttabs",
  "-1e309",
  "",
];
/** What a page needs to find the next one, and the sign-in's own answer. */
const BUT = [
  "token", "expires_at", "id", "uuid", "callingProfileId", "msTenantId", "MsTenantId", "customerId", "dialPlanId",
  "siteLocationId", "taskId", "jobId", "UmpCustomerGuid", "status",
];
const CUSTOMER = "df6f5ea9-2e92-482a-92f6-79094815588d";
const TENANT = "71d77de6-4ff8-4f1c-b7f6-884c69a1a55a";

/** Nothing ran, nothing came in that runs, and nothing sticks out. */
async function expectUnharmed(page: Page) {
  for (const width of [375, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    const found = await page.evaluate(() => {
      const attributes = [...document.querySelectorAll("body *")].flatMap((element) =>
        [...element.attributes].filter(({ name }) => name.startsWith("on") || name === "srcdoc")
          .map(({ name }) => `${element.tagName} ${name}`));
      const links = [...document.querySelectorAll<HTMLAnchorElement>("a[href]")]
        .filter((link) => link.origin !== location.origin).map((link) => link.href);
      return {
        executed: Reflect.get(globalThis, "executed") as unknown,
        strangers: document.querySelectorAll("body script, iframe, frame, object, embed, base, img, meta[http-equiv]").length,
        attributes,
        links,
        sticksOut: document.documentElement.scrollWidth > innerWidth,
      };
    });
    expect(found, `${page.url()} at ${width}`).toEqual({ executed: undefined, strangers: 0, attributes: [], links: [], sticksOut: false });
  }
}

const LISTS = ["/profiles", `/numbers?tenant=${TENANT}`, `/dial-plans?customer=${CUSTOMER}`, "/voice-profiles", "/services"];
const PAGES = [
  "/",
  ...LISTS,
  "/voice-profiles/new",
  "/services/new",
  "/drift",
  "/tasks",
  "/activity",
  "/journal",
  "/doctor",
  "/device-data",
  "/about",
];

/** Signs in to both, so that a reload keeps it. */
async function enter(page: Page, world: World) {
  page.setDefaultTimeout(20_000);
  await page.goto("/sign-in?next=/profiles");
  for (const name of ["Live Platform", "OpenTACT"]) {
    await page.getByRole("form", { name }).getByRole("checkbox", { name: "Keep for this tab" }).check();
  }
  await signIn(page, world, { opentact: true });
  await expect(page.getByRole("form", { name: "OpenTACT" }).getByLabel("Password", { exact: true })).toHaveCount(0);
  await signIn(page, world);
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Sign in");
}

/** Waits until the page has what it asked the servers for. */
async function settled(page: Page) {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForLoadState("networkidle");
}

/** The texts of the answers are on the page, and as texts. */
const expectShown = (page: Page) => expect(page.getByRole("main")).toContainText(/globalThis\.executed=1|evil\.example/);

for (const [name, hostile, hasRows] of [
  ["in place of every text of every answer", { texts: CORPUS, but: ["token"] }, false],
  ["in place of every text but the ids", { texts: CORPUS, but: BUT }, true],
  ["behind every text but the ids", { texts: CORPUS, but: BUT, appended: true }, true],
] as const) {
  test.describe(`hostile texts ${name}`, () => {
    test.use({ worldOptions: { hostile, rules: 30 } });

    test("do nothing on any page", async ({ page, world }) => {
      test.setTimeout(240_000);
      await enter(page, world);
      for (const address of PAGES) {
        await page.goto(address);
        await settled(page);
        if (hasRows && LISTS.includes(address)) await expectShown(page);
        await expectUnharmed(page);
      }
      if (!hasRows) return;
      for (const [list, grid] of [["/profiles", "Calling profiles"], ["/voice-profiles", "Voice profiles"], ["/services", "Services"]]) {
        await page.goto(list);
        const row = page.getByRole("grid", { name: grid }).locator("[aria-rowindex='2'] a").first();
        await page.goto(String(await row.getAttribute("href")));
        await settled(page);
        await expectShown(page);
        await expectUnharmed(page);
      }
      await page.getByRole("link", { name: "Activity", exact: true }).click();
      await page.getByRole("grid", { name: "Activity" }).getByRole("button", { name: /customer/ }).first().click();
      await expectShown(page);
      await expectUnharmed(page);
    });
  });
}

test.describe("hostile texts behind every text", () => {
  test.use({ worldOptions: { hostile: { texts: CORPUS, but: BUT, appended: true } } });

  test("do nothing in what a task and its messages say", async ({ page, world }) => {
    await enter(page, world);
    await page.goto("/services/new");
    await page.getByRole("textbox", { name: "Microsoft tenant ID", exact: true }).fill("f9f53ee0-56e1-43f6-8fe3-5fb322986657");
    await page.getByRole("textbox", { name: "Customer short name", exact: true }).fill("Hostile");
    await page.getByRole("textbox", { name: "Customer full name", exact: true }).fill(CORPUS[0]);
    await page.getByRole("button", { name: "Create service", exact: true }).click();
    const outcome = page.getByRole("heading", { name: "The service is created" });
    await expect(outcome).toBeVisible({ timeout: 40_000 });
    await expectShown(page);
    await expectUnharmed(page);
    await page.getByRole("link", { name: "Tasks", exact: true }).click();
    await page.getByRole("grid", { name: "Tasks" }).getByRole("button").first().click();
    await expectShown(page);
    await expectUnharmed(page);
  });
});

test("a hostile error is shown as text", async ({ page, world, request }) => {
  await enter(page, world);
  for (const [at, text] of CORPUS.entries()) {
    await request.delete(`/sandbox/worlds/${world.id}/faults`);
    await request.post(`/sandbox/worlds/${world.id}/faults`, {
      data: [{ path: "/api/v2/oc/callingprofile", status: 500, body: { title: text, detail: text, traceId: text, status: 500 } }],
    });
    if (at === 0) await page.goto("/profiles");
    else await page.getByRole("button", { name: "Refresh" }).click();
    await expect(page.getByRole("alert").first()).toContainText("500");
    if (text.includes(RUN) && !text.includes("\t")) await expect(page.getByRole("alert").first()).toContainText(text);
    await expectUnharmed(page);
  }
});

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const csv = (rows: string[][]) => Buffer.from(rows.map((row) => row.map(quoted).join(",")).join("\r\n"));
/** A name for a file: the longest part of one that a browser hands on. */
const FILE = CORPUS[0].replaceAll("/", "");

async function openPlan(page: Page, world: World) {
  await enter(page, world);
  await page.goto(`/dial-plans?customer=${CUSTOMER}`);
  await expect(page.getByRole("status").first()).toHaveText(/rules?$/);
}

test("hostile rows of a file are rows", async ({ page, world }) => {
  await openPlan(page, world);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Import rules" });
  const rows = CORPUS.map((text, at) => [text, `+4930${1000 + at}`, text]);
  const file = { name: `${FILE}.csv`, mimeType: "text/csv", buffer: csv([["Name", "Prefix", "Tag"], ...rows]) };
  await dialog.getByLabel("File", { exact: true }).setInputFiles(file);
  await expect(dialog.getByRole("table", { name: "Import preview" })).toContainText(CORPUS[0]);
  await expectUnharmed(page);
  await dialog.getByRole("button", { name: "Add to changes" }).click();
  await expect(page.getByRole("region", { name: "Pending changes" })).toContainText(CORPUS[0]);
  await expectUnharmed(page);
});

test("hostile columns of a file are columns", async ({ page, world }) => {
  await openPlan(page, world);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Import rules" });
  const file = { name: `${FILE}.csv`, mimeType: "text/csv", buffer: csv([CORPUS, CORPUS]) };
  await dialog.getByLabel("File", { exact: true }).setInputFiles(file);
  await expect(dialog).toContainText(RUN);
  await expectUnharmed(page);
});

test("hostile voice profiles of a file are rows", async ({ page, world }) => {
  await enter(page, world);
  await page.goto("/voice-profiles");
  await page.getByRole("button", { name: "Create from CSV" }).click();
  const dialog = page.getByRole("dialog", { name: "Create from CSV" });
  const rows = CORPUS.map((text) => [text, text, text, text]);
  const file = { name: `${FILE}.csv`, mimeType: "text/csv", buffer: csv([["Name", "Tech prefix", "Max rate", CORPUS[1]], ...rows]) };
  await dialog.getByLabel("File", { exact: true }).setInputFiles(file);
  await expect(dialog.getByRole("table", { name: "Import preview" })).toContainText(CORPUS[0]);
  await expectUnharmed(page);
});

test.describe("a workbook of hostile rules", () => {
  test.use({ worldOptions: { hostile: { texts: CORPUS, but: [...BUT, "prefix"] }, rules: 60 } });

  test("is written and read as text", async ({ page, world }) => {
    await openPlan(page, world);
    await page.getByRole("button", { name: "Export", exact: true }).click();
    const saving = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "XLSX" }).click();
    const file = await (await saving).path();
    await page.getByRole("button", { name: "Import", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Import rules" });
    const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    await dialog.getByLabel("File").setInputFiles({ name: `${FILE}.xlsx`, mimeType, buffer: readFileSync(file) });
    await expect(dialog.getByRole("table", { name: "Import preview" })).toContainText(CORPUS[0]);
    await expectUnharmed(page);
  });
});

test("a hostile plan file is opened as text, or refused", async ({ page, world }) => {
  await openPlan(page, world);
  await page.getByRole("checkbox", { name: /^Select rule/ }).first().check();
  await page.getByRole("button", { name: "Remove selected" }).click();
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as plan file" }).click();
  const saved = JSON.parse(readFileSync(await (await saving).path(), "utf8")) as unknown;
  for (const kept of [Object.keys(saved as object), []]) {
    for (const text of CORPUS) {
      const planted = JSON.stringify(saved, (key, value: unknown) => (typeof value === "string" && !kept.includes(key) ? text : value));
      const open = page.getByLabel("Open a plan file");
      await open.setInputFiles({ name: `${FILE}.json`, mimeType: "application/json", buffer: Buffer.from(planted) });
      await settled(page);
    }
    await expectUnharmed(page);
  }
});

test("a hostile name of an environment is a name", async ({ page, world }) => {
  const environments = CORPUS.filter((text) => text !== "").map((name) => ({
    name,
    kind: "production",
    livePlatform: { baseUrl: "/ac/tenantui", auth: "token" },
    openTact: { baseUrl: "/ot/rest", auth: "password" },
  }));
  await page.route("**/config.json", (route) => route.fulfill({ json: { environments } }));
  await page.goto("/sign-in?next=/profiles");
  await expectUnharmed(page);
  await signIn(page, world);
  await expect(page.getByRole("status").first()).toHaveText("21 profiles");
  await expect(page.getByRole("banner")).toContainText(CORPUS[0]);
  await expectUnharmed(page);
});

/** Every parameter that any address takes, and those that somebody might wish it took. */
const PARAMETERS = [
  "q", "region", "offer", "health", "sort", "tenant", "country", "capability", "assignment", "profile", "number",
  "customer", "site", "plan", "a", "b", "from", "restore", "task", "entry", "call", "state", "env", "next", "baseUrl", "token", "callback",
];
const ADDRESSES = [
  "/", "/sign-in", "/profiles", "/profiles/{}", "/numbers", "/dial-plans", "/voice-profiles", "/voice-profiles/new",
  "/voice-profiles/compare", "/voice-profiles/{}", "/services", "/services/new", "/services/{}", "/tasks", "/activity", "/{}",
];

test("hostile addresses do nothing", async ({ page, world }) => {
  test.setTimeout(240_000);
  await enter(page, world);
  for (const [at, address] of ADDRESSES.entries()) {
    // Each address meets other texts in each parameter; together all meet all kinds.
    for (const turn of [0, 1]) {
      const text = (n: number) => CORPUS[(at * 2 + turn + n * 5) % CORPUS.length].slice(0, 400);
      const query = PARAMETERS.map((name, n) => `${name}=${encodeURIComponent(text(n))}`).join("&");
      await page.goto(`${address.replace("{}", encodeURIComponent(text(0)) || "x")}?${query}#${encodeURIComponent(text(1))}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectUnharmed(page);
    }
  }
});

test("no address writes anything, or sends a token to where it says", async ({ page, world, request }) => {
  test.setTimeout(240_000);
  await enter(page, world);
  await request.delete(`/sandbox/worlds/${world.id}/requests`);
  const profile = "d9d46091-0501-486e-b319-a7fa7216fa13";
  const wishes = "create=1&apply=1&save=1&delete=1&remove=1&confirm=1&submit=1&action=delete&method=DELETE";
  const others = ["baseUrl", "base", "livePlatform", "openTact", "api", "url", "host", "server", "environment", "env", "config", "next", "return"]
    .map((name) => `${name}=${encodeURIComponent("https://evil.example/tenantui")}`).join("&");
  for (const address of [...PAGES, `/voice-profiles/${profile}`, `/services/${CUSTOMER}`, "/profiles/1", "/sign-in"]) {
    const join = address.includes("?") ? "&" : "?";
    await page.goto(`${address}${join}${wishes}&${others}&plan=CustDialPlan&name=x&prefix=%2B49&tag=x#${wishes}`);
    await settled(page);
  }
  const asked = await (await request.get(`/sandbox/worlds/${world.id}/requests`)).json() as { method: string; path: string }[];
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter(({ method }) => method !== "GET")).toEqual([]);

  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.goto(`/sign-in?${others}`);
  for (const form of ["Live Platform", "OpenTACT"]) {
    const field = page.getByRole("form", { name: form }).getByRole("textbox", { name: "Base URL", exact: true });
    expect(await field.inputValue()).not.toContain("evil");
  }
});

test("text cannot become markup, a script or a worker", async ({ browser, baseURL }) => {
  // A context that nobody watches: the refusals are what is wanted here, and only here.
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const admitted = await page.evaluate((corpus) => {
    const tries: Record<string, (text: string) => unknown> = {
      markup: (text) => { document.createElement("div").innerHTML = text; },
      template: (text) => { document.createElement("template").innerHTML = text; },
      srcdoc: (text) => { document.createElement("iframe").srcdoc = text; },
      parser: (text) => new DOMParser().parseFromString(text, "text/html"),
      write: (text) => { document.write(text); },
      script: (text) => { document.createElement("script").text = text; },
      address: (text) => { document.createElement("script").src = text; },
      worker: (text) => new Worker(text),
      handler: (text) => { document.createElement("p").setAttribute("onclick", text); },
      evaluation: (text) => (0, eval)(text),
      timer: (text) => setTimeout(text),
      "another policy": () => {
        const types = Reflect.get(globalThis, "trustedTypes") as { createPolicy: (name: string, rules: object) => void };
        types.createPolicy("default", {});
      },
    };
    return Object.entries(tries).filter(([, attempt]) => {
      try {
        attempt(corpus);
        return true;
      } catch {
        return false;
      }
    }).map(([name]) => name);
  }, CORPUS[0]);
  expect(admitted).toEqual([]);
  await context.close();
});
