// A secret in every place that can hold one, a journey through every page, and a search through
// everything that the app shows, keeps, copies and saves.
import type { Locator, Page } from "@playwright/test";
import { expect, signIn, test, type World } from "./fixtures";
import { saved, textOf } from "./downloads";

/** Typed in as the password of a Teams application. The answers hold others that begin so. */
const CANARY = "canary-typed-in";
const TENANT = "f94238e5-4f2c-4e1b-8125-2d27122ca75f";
const BERLIN = "d9d46091-0501-486e-b319-a7fa7216fa13";
const SALES = "2735158a-caf3-4528-bba9-76ebdfc34c30";

/** Everything that was seen, with where. */
class Seen {
  private readonly all: { where: string; text: string }[] = [];

  add(where: string, text: string) {
    this.all.push({ where, text });
  }

  expectNone(secrets: string[]) {
    const found = this.all.flatMap(({ where, text }) =>
      secrets.filter((secret) => text.includes(secret)).map((secret) => `${where} shows ${secret.slice(0, 12)}…`),
    );
    expect(found).toEqual([]);
  }

  /** The search itself finds what is there. */
  expectSome(text: string) {
    expect(this.all.some((own) => own.text.includes(text)), text).toBe(true);
  }
}

async function go(page: Page, path: string) {
  await page.evaluate((target) => {
    history.pushState({}, "", target);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/** What stands on the page, in its attributes and in its fields. */
async function look(page: Page, seen: Seen, where: string) {
  const text = await page.evaluate(() => {
    const fields = [...document.querySelectorAll("input, textarea, select")].map((field) => Reflect.get(field, "value") as string);
    return [document.title, location.href, document.documentElement.outerHTML, ...fields].join("\n");
  });
  seen.add(where, text);
}

async function download(seen: Seen, where: string, button: Locator) {
  const file = await saved(button);
  seen.add(`${where} (${file.suggestedFilename()})`, await textOf(file));
}

const storage = (page: Page) =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("not read"));
      });
    const database = await done(indexedDB.open("cordboard"));
    const kept: unknown[] = [Object.entries(localStorage), Object.entries(sessionStorage), document.cookie];
    for (const name of database.objectStoreNames) {
      const store = database.transaction(name).objectStore(name);
      kept.push(name, await done(store.getAllKeys()), await done(store.getAll()));
    }
    database.close();
    return JSON.stringify(kept);
  });

async function createService(page: Page, seen: Seen) {
  await go(page, "/services/new");
  await page.getByRole("textbox", { name: "Microsoft tenant ID", exact: true }).fill("f9f53ee0-56e1-43f6-8fe3-5fb322986657");
  await page.getByRole("textbox", { name: "Customer short name", exact: true }).fill("Canary");
  await page.getByRole("textbox", { name: "Customer full name", exact: true }).fill("Canary");
  await page.getByLabel("applicationPassword", { exact: true }).fill(CANARY);
  await expect(page.getByText(/^Draft saved on this device at/)).toBeVisible();
  seen.add("the draft that is kept", await storage(page));
  await page.getByRole("button", { name: "Create service", exact: true }).click();
  await expect(page.getByRole("heading", { name: /^The service is created$/ })).toBeVisible({ timeout: 40_000 });
  await look(page, seen, "the new service");
}

async function failAndBundle(page: Page, seen: Seen) {
  await go(page, "/services");
  await page.getByRole("button", { name: "Refresh", exact: true }).click();
  const alert = page.getByRole("alert").first();
  await expect(alert).toBeVisible({ timeout: 30_000 });
  await look(page, seen, "an alert");
  await alert.getByRole("button", { name: "Copy details" }).click();
  await expect(alert.getByRole("button", { name: "Details copied" })).toBeVisible();
  seen.add("copied details", await page.evaluate(() => navigator.clipboard.readText()));
  await alert.getByRole("button", { name: "Support bundle" }).click();
  const dialog = page.getByRole("dialog", { name: "Support bundle" });
  await download(seen, "the support bundle", dialog.getByRole("button", { name: "Save bundle" }));
  await dialog.getByRole("button", { name: "Close bundle" }).click();
}

async function openEachCall(page: Page, seen: Seen) {
  await go(page, "/activity");
  const buttons = page.getByRole("grid", { name: "Activity", exact: true }).getByRole("button", { name: /^\// });
  const count = await buttons.count();
  expect(count).toBeGreaterThan(5);
  for (let at = 0; at < count; at += 1) {
    await buttons.nth(at).click();
    const detail = page.getByRole("region", { name: /^Call / });
    await look(page, seen, `call ${at}`);
    for (const form of ["cURL", "PowerShell"]) {
      await detail.getByRole("button", { name: `Copy as ${form}` }).click();
      await expect(detail.getByRole("button", { name: `Copied as ${form}` })).toBeVisible();
      seen.add(`call ${at} as ${form}`, await page.evaluate(() => navigator.clipboard.readText()));
    }
  }
  await page.getByRole("button", { name: "Export HAR" }).click();
  const dialog = page.getByRole("dialog", { name: "Export HAR" });
  await look(page, seen, "the archive on screen");
  await download(seen, "the archive", dialog.getByRole("button", { name: "Save HAR" }));
  await dialog.getByRole("button", { name: "Close HAR" }).click();
}

async function exportJson(page: Page, seen: Seen, path: string) {
  await go(page, path);
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await download(seen, `${path} as JSON`, page.getByRole("menuitem", { name: "JSON", exact: true }));
}

test("a canary in every place shows up in none", async ({ page, context, world, request }) => {
  test.slow();
  const seen = new Seen();
  const urls: string[] = [];
  context.on("request", (sent) => urls.push(sent.url()));
  context.on("console", (message) => seen.add("the console", message.text()));
  const typed: World = world;
  await page.goto("/sign-in?next=%2Fsign-in");
  await signIn(page, typed, { live: true });
  await go(page, "/sign-in?next=%2Fjournal");
  await signIn(page, typed, { opentact: true });
  await page.getByRole("checkbox", { name: /^Keep a journal of/ }).check();

  for (const path of [
    "/", "/profiles", `/numbers?tenant=${TENANT}`, "/dial-plans", "/voice-profiles", `/voice-profiles/${BERLIN}`,
    `/voice-profiles/compare?a=${BERLIN}&b=${SALES}`, "/services",
  ]) {
    await go(page, path);
    await page.waitForLoadState("networkidle");
    await look(page, seen, path);
  }
  await go(page, "/services");
  await page.getByRole("grid", { name: "Services" }).getByRole("link").first().click();
  await page.waitForLoadState("networkidle");
  await look(page, seen, "a service");
  await go(page, `/voice-profiles/${SALES}`);
  await page.getByRole("textbox", { name: "Max rate", exact: true }).fill("0.1");
  await page.getByRole("button", { name: "Save changes", exact: true }).click();
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
  await createService(page, seen);
  const answer = { title: "Broken", detail: `password=${CANARY}`, token: CANARY, nested: { password: CANARY, body: JSON.stringify({ token: CANARY }) } };
  const fault = { path: "/api/v3/customer", status: 500, body: JSON.stringify(answer) };
  const added = await request.post(`/sandbox/worlds/${world.id}/faults`, { data: [fault] });
  expect(added.ok(), await added.text()).toBe(true);
  await failAndBundle(page, seen);
  await openEachCall(page, seen);
  for (const path of ["/tasks", "/journal", "/doctor", "/device-data", "/about"]) {
    await go(page, path);
    await page.waitForLoadState("networkidle");
    await look(page, seen, path);
  }
  await exportJson(page, seen, "/voice-profiles");
  await exportJson(page, seen, "/activity");
  await exportJson(page, seen, "/journal");
  seen.add("what is kept", await storage(page));
  for (const url of urls) seen.add("an address", url);

  // What was looked through holds what it should.
  for (const there of ["[redacted]", "Support desk Berlin", "$TOKEN", "applicationPassword", BERLIN]) seen.expectSome(there);
  seen.expectNone([world.token, world.password, CANARY, "canary-", "eyJ"]);
});
