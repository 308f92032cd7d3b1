import { expect, expectAccessible, test } from "./fixtures";
import type { Page, Route } from "@playwright/test";

const PROGRAM = /\/assets\/app-[0-9a-f]{16}\.wasm$/;
const GLUE = /\/assets\/app-[0-9a-f]{16}\.js$/;
const START = /\/assets\/start-[0-9a-f]{16}\.js$/;

async function flipOneByte(route: Route) {
  const response = await route.fetch();
  const body = await response.body();
  body[Math.floor(body.length / 2)] ^= 1;
  await route.fulfill({ response, body });
}

async function expectPage(page: Page, heading: string, action: string) {
  await expect(page.getByRole("heading", { level: 1, name: heading, exact: true })).toBeFocused();
  await expect(page.getByRole("button", { name: action, exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy details", exact: true })).toBeVisible();
  await expect(page).toHaveTitle(`${heading} · Cordboard`);
}

for (const [name, file] of [["program", PROGRAM], ["glue", GLUE]] as const) {
  test(`a ${name} with one byte changed is refused and says so`, async ({ page }) => {
    await page.route(file, flipOneByte);
    await page.goto("/");
    await expectPage(page, "A file of this version was refused", "Reload");
    await expect(page.getByText(/Nothing of it ran/)).toBeVisible();
    await expectAccessible(page);

    await page.unroute(file);
    await page.getByRole("button", { name: "Reload" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  });

  test(`a ${name} that the server no longer has offers to reload`, async ({ page }) => {
    await page.route(file, (route) => route.fulfill({ status: 404 }));
    await page.goto("/");
    await expectPage(page, "A file of this version is gone", "Reload");
  });

  test(`a ${name} that does not arrive names the server`, async ({ page }) => {
    await page.route(file, (route) => route.abort());
    await page.goto("/");
    await expectPage(page, "A file of this version could not be fetched", "Reload");
    await expect(page.getByText(new URL(page.url()).host).first()).toBeVisible();
  });
}

test("before the program arrives the page shows its name and that it is loading", async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => { release = resolve; });
  await page.route(PROGRAM, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/");
  await expect(page.getByText("Cordboard", { exact: true })).toBeVisible();
  const progress = page.getByRole("progressbar", { name: "Loading Cordboard" });
  await expect(progress).toBeVisible();
  await expectAccessible(page);
  release();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await expect(progress).toHaveCount(0);
});

test("a browser without WebAssembly is told what to use", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
  await page.goto("/");
  await expectPage(page, "This browser cannot run Cordboard", "Start again");
});

test("a page whose script never came says what to do, by its style sheet alone", async ({ page }) => {
  await page.route(START, (route) => route.fulfill({ status: 404 }));
  await page.goto("/");
  const advice = page.getByText(/If nothing changes, reload the page/);
  await expect(advice).toBeHidden();
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) animation.finish();
  });
  await expect(advice).toBeVisible();
});

test("a panic ends in a page with redacted details and a way on", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await page.evaluate(() => {
    const hook = Reflect.get(globalThis, "cordboardPanicked") as (message: string) => void;
    hook('lost at token: "abc", Bearer xyz, eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln');
  });
  await expectPage(page, "Cordboard stopped", "Start again");
  await page.getByRole("button", { name: "Copy details" }).click();
  await expect(page.getByRole("status")).toHaveText("Copied");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("lost at");
  for (const secret of ["abc", "xyz", "eyJ", "c2ln"]) expect(copied).not.toContain(secret);

  await page.getByRole("button", { name: "Start again" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
});

test("a trap that reports itself only as an error ends in the same page", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await page.evaluate(() => {
    // A module of one function, whose body is the instruction that a panic ends in.
    const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
    const module = new WebAssembly.Module(new Uint8Array(bytes));
    const { f } = new WebAssembly.Instance(module).exports as { f: () => void };
    setTimeout(f);
  });
  await expectPage(page, "Cordboard stopped", "Start again");
});

for (const theme of ["light", "dark"] as const) {
  const system = theme === "light" ? "dark" : "light";
  test(`a stored ${theme} theme wins over a ${system} system before anything is drawn`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: system });
    await page.addInitScript((name) => localStorage.setItem("cordboard:theme", name), theme);
    await page.route(PROGRAM, () => {});
    await page.goto("/");
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(ground).toBe(theme === "light" ? "rgb(242, 245, 247)" : "rgb(12, 15, 18)");
    const frames = await page.locator('meta[name="theme-color"]').evaluateAll(
      (metas) => metas.map((meta) => (meta as HTMLMetaElement).content),
    );
    expect(new Set(frames).size).toBe(1);
  });
}

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the page says that it needs them and pretends no progress", async ({ page }) => {
    await page.goto("/");
    await expect(page.getByText(/needs JavaScript and WebAssembly/)).toBeVisible();
    await expect(page.getByRole("progressbar")).toBeHidden();
  });
});
