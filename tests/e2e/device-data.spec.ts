// What is kept in this browser: all of it is shown, and each piece can go.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectFitsPhone, shots, signIn, test, type World } from "./fixtures";

async function prepare(page: Page, world: World) {
  await page.goto("/sign-in?next=%2Fservices%2Fnew");
  const form = page.getByRole("form", { name: "Live Platform", exact: true });
  await form.getByRole("checkbox", { name: "Keep for this tab" }).check();
  await signIn(page, world);
  await page.getByRole("textbox", { name: "Customer full name", exact: true }).fill("Kept Draft");
  await expect(page.getByText(/^Draft saved on this device at/)).toBeVisible();
  await page.getByRole("link", { name: "Calling profiles", exact: true }).click();
  await page.getByRole("button", { name: /^Theme:/ }).click();
}

async function toPage(page: Page) {
  await page.getByRole("link", { name: "Data on this device", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Data on this device", exact: true })).toBeFocused();
}

const kept = (page: Page) =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("cordboard");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("no database"));
    });
    let count = 0;
    for (const store of database.objectStoreNames) {
      count += await new Promise<number>((resolve) => {
        const request = database.transaction(store).objectStore(store).count();
        request.onsuccess = () => resolve(request.result);
      });
    }
    database.close();
    return count + Object.keys(localStorage).length + Object.keys(sessionStorage).length;
  });

test("everything that is kept is listed, and one piece is deleted", async ({ page, world }) => {
  await prepare(page, world);
  await toPage(page);
  const count = await kept(page);
  expect(count).toBeGreaterThanOrEqual(3);
  await expect(page.getByRole("status").first()).toHaveText(new RegExp(`^${count} entries, `));
  const tab = page.getByRole("table", { name: "Kept for this tab" });
  await expect(tab).toContainText("Access token of Live Platform, Sandbox");
  expect(await page.locator("body").innerText()).not.toContain(world.token.slice(0, 20));
  await shots(page, "device-data");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Delete Kept for this tab: Access token of Live Platform, Sandbox" }).click();
  await expect(tab).toHaveCount(0);
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  await expectFitsPhone(page);
});

test("all of it goes after one more press, and the app starts anew", async ({ page, world }) => {
  await prepare(page, world);
  await toPage(page);
  await page.getByRole("button", { name: "Delete all", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Delete all data on this device" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(await kept(page)).toBeGreaterThanOrEqual(3);
  await page.getByRole("button", { name: "Delete all", exact: true }).click();
  await dialog.getByRole("button", { name: "Delete all data" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Forms, not sent yet" })).toContainText("Nothing is kept.");
  await expect(page.getByRole("region", { name: "Kept for this tab" })).toContainText("Nothing is kept.");
  await expect(page.getByText("not signed in").first()).toBeVisible();
  // The start notes when it last looked for what has expired.
  expect(await kept(page)).toBeLessThanOrEqual(1);
});

test("About names the version and the build that runs", async ({ page }) => {
  await page.goto("/about");
  await expect(page.getByRole("heading", { level: 1, name: "About", exact: true })).toBeVisible();
  const build = (await page.locator('meta[name="cordboard:build"]').getAttribute("content")) ?? "none";
  const facts = page.getByRole("region", { name: "This program" });
  await expect(facts).toContainText(build);
  await expect(facts).toContainText(/Version\d+\.\d+\.\d+/);
  await shots(page, "about");
  await expectAccessible(page);
});

test("About lists the parts of the build with their licences", async ({ page }) => {
  const part = (name: string) => ({ name, version: "0.8.0", licenses: [{ expression: "MIT" }] });
  const components = [part("leptos"), part("http")];
  await page.route("**/sbom.cdx.json", (route) => route.fulfill({ json: { bomFormat: "CycloneDX", components } }));
  await page.goto("/about");
  await page.getByText("All 2 parts of this build").click();
  await expect(page.getByRole("region", { name: "Licence" })).toContainText("leptos 0.8.0: MIT");
});

test("About says when the site serves another build by now", async ({ page }) => {
  await page.route("**/version.json", (route) => route.fulfill({ json: { version: "9.9.9", build: "another-build" } }));
  await page.goto("/about");
  const facts = page.getByRole("region", { name: "This program" });
  await expect(facts).toContainText("Another build");
  await expect(facts).toContainText("another-build");
});
