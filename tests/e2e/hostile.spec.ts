// What comes from files and links is text: it runs nowhere, moves nothing, and sends nothing.
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
const CUSTOMER = "df6f5ea9-2e92-482a-92f6-79094815588d";
const TENANT = "71d77de6-4ff8-4f1c-b7f6-884c69a1a55a";

/** Nothing ran, nothing came in that runs, and nothing sticks out. */
async function expectUnharmed(page: Page) {
  for (const width of [1440, 375]) {
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

const PAGES = [
  "/",
  "/profiles",
  `/numbers?tenant=${TENANT}`,
  `/dial-plans?customer=${CUSTOMER}`,
  "/voice-profiles",
  "/voice-profiles/new",
  "/services",
  "/services/new",
  "/tasks",
  "/activity",
  "/journal",
  "/doctor",
  "/device-data",
  "/about",
];

/** Signs in to both, so that a reload keeps it. */
async function enter(page: Page, world: World) {
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

test("hostile rows of a file are rows", async ({ page, world }) => {
  await enter(page, world);
  await page.goto(`/dial-plans?customer=${CUSTOMER}`);
  await expect(page.getByRole("status").first()).toHaveText(/rules?$/);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Import rules" });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = CORPUS.map((text, at) => [text, `+4930${1000 + at}`, text].map(quoted).join(","));
  await dialog.getByLabel("File", { exact: true }).setInputFiles({
    name: `${CORPUS[0].replaceAll("/", "")}.csv`,
    mimeType: "text/csv",
    buffer: Buffer.from(["Name,Prefix,Tag", ...rows].join("\r\n")),
  });
  await expect(dialog.getByRole("table", { name: "Import preview" })).toContainText("onerror");
  await expectUnharmed(page);
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
