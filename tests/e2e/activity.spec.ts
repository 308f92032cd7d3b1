// What this tab has called, and what of it may be shared: never a secret.
import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectFitsPhone, shots, signIn, test, type World } from "./fixtures";
import { saved, textOf } from "./downloads";

const PROFILES = "/ac/tenantui/api/v2/oc/callingprofile";
const MANY = "5e471e10-0000-4000-9000-000000100000";

async function open(page: Page, world: World, path: string, apis?: { live?: boolean; opentact?: boolean }) {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await signIn(page, world, apis);
}

const grid = (page: Page) => page.getByRole("grid", { name: "Activity", exact: true });
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

async function toActivity(page: Page) {
  await page.getByRole("link", { name: "Activity", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Activity", exact: true })).toBeFocused();
}

/** Nothing of what signs in may be in there. */
function expectNoSecret(text: string, world: World) {
  for (const secret of [world.token, world.password, "canary-", "eyJ"]) expect(text).not.toContain(secret);
}

test("each call is listed, and opens to headers and bodies without secrets", async ({ page, world }) => {
  await open(page, world, "/profiles", { live: true });
  await expect(page.getByRole("grid", { name: "Calling profiles" })).toBeVisible();
  await toActivity(page);
  await expect(page.getByRole("status").first()).toHaveText(/^\d+ calls?$/);
  const row = grid(page).getByRole("row").filter({ hasText: PROFILES }).last();
  await expect(row).toContainText("GET");
  await expect(row).toContainText("200");
  await expect(row).toContainText(/\d ms|\d s/);
  await row.getByRole("button", { name: PROFILES }).click();
  const detail = page.getByRole("region", { name: `Call GET ${PROFILES}` });
  await expect(detail).toContainText("authorization: Bearer [redacted]");
  await expect(detail).toContainText("callingProfileId");
  await detail.getByRole("button", { name: "Copy as cURL" }).click();
  await expect(detail.getByRole("button", { name: "Copied as cURL" })).toBeVisible();
  const curl = await clipboard(page);
  expect(curl).toMatch(/^curl -X GET 'http:\/\/127\.0\.0\.1:\d+\/ac\/tenantui\/api\/v2\/oc\/callingprofile'/);
  expect(curl).toContain('-H "authorization: Bearer $TOKEN"');
  expectNoSecret(curl, world);
  await detail.getByRole("button", { name: "Copy as PowerShell" }).click();
  await expect.poll(() => clipboard(page)).toContain("'authorization' = \"Bearer $TOKEN\"");
  expectNoSecret(await clipboard(page), world);
  await shots(page, "activity");
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test("signing in with a password shows neither it nor the token that it gave", async ({ page, world }) => {
  await open(page, world, "/voice-profiles", { opentact: true });
  await expect(page.getByRole("grid", { name: "Voice profiles" })).toBeVisible();
  await toActivity(page);
  await grid(page).getByRole("button", { name: "/ot/rest/auth" }).click();
  const detail = page.getByRole("region", { name: "Call GET /ot/rest/auth" });
  await expect(detail).toContainText("authorization: Basic [redacted]");
  await expect(detail).toContainText('"token": "[redacted]"');
  for (const button of await grid(page).getByRole("button", { name: /^\/ot/ }).all()) {
    await button.click();
    expectNoSecret(await page.locator("body").innerText(), world);
  }
});

test("calls are searched, filtered and sorted, and the address keeps it", async ({ page, world, request }) => {
  await request.post(`/sandbox/worlds/${world.id}/faults`, { data: [{ path: "/api/v3/customer", status: 500 }] });
  await open(page, world, "/profiles", { live: true });
  await page.getByRole("link", { name: "Services", exact: true }).click();
  await expect(page.getByRole("alert").first()).toContainText("500");
  await toActivity(page);
  await page.getByRole("combobox", { name: "Status" }).selectOption("Server failed (5xx)");
  await expect(page).toHaveURL(/outcome=failed/);
  await expect(page.getByRole("status").first()).toHaveText(/^\d of \d+ calls$/);
  await expect(grid(page).getByRole("row")).not.toHaveCount(1);
  for (const row of (await grid(page).getByRole("row").all()).slice(1)) await expect(row).toContainText("500");
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByRole("searchbox", { name: "Search" }).fill("callingprofile 200");
  await expect(grid(page).getByRole("row").nth(1)).toContainText(PROFILES);
  await expect(grid(page)).not.toContainText("/api/v3/customer");
  await page.getByRole("columnheader", { name: "Duration" }).getByRole("button").click();
  await expect(page.getByRole("columnheader", { name: "Duration" })).toHaveAttribute("aria-sort", "ascending");
  await page.getByRole("button", { name: "Forget all" }).click();
  await expect(page.getByText("No calls yet")).toBeVisible();
});

test("signing out forgets what the servers have answered", async ({ page, world }) => {
  await open(page, world, "/profiles", { live: true });
  await toActivity(page);
  await expect(grid(page)).toContainText(PROFILES);
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in", exact: true })).toBeVisible();
  await page.goBack();
  await expect(page.getByText("No calls yet")).toBeVisible();
});

test("of a large body the beginning is kept, and that is said", async ({ page, world }) => {
  await open(page, world, `/numbers?tenant=${MANY}`, { live: true });
  await expect(page.getByRole("status").first()).toHaveText(/100,000 numbers/, { timeout: 60_000 });
  await toActivity(page);
  await grid(page).getByRole("button", { name: /\/api\/v2\/oc\/numbers/ }).first().click();
  const detail = page.getByRole("region", { name: /^Call GET .*numbers/ });
  await expect(detail).toContainText(/Cut: the beginning of \d+\.\d MB/);
  expect((await detail.innerText()).length).toBeLessThan(200_000);
});

test("an archive is shown before it is saved", async ({ page, world }) => {
  await open(page, world, "/profiles", { live: true, opentact: false });
  await toActivity(page);
  await page.getByRole("button", { name: "Export HAR" }).click();
  const dialog = page.getByRole("dialog", { name: "Export HAR" });
  await expect(dialog).toContainText("secrets are blotted out");
  await expectAccessible(page);
  await shots(page, "har");
  const text = await textOf(await saved(dialog.getByRole("button", { name: "Save HAR" })));
  expectNoSecret(text, world);
  expect(text).toBe(await dialog.getByRole("region", { name: "What will be shared" }).textContent());
  const { log } = JSON.parse(text) as { log: { version: string; entries: { request: { url: string } }[] } };
  expect(log.version).toBe("1.2");
  expect(log.entries.some(({ request }) => request.url.endsWith(PROFILES))).toBe(true);
  await dialog.getByRole("button", { name: "Close HAR" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Export HAR" })).toBeFocused();
});

test("an error's support bundle holds what a ticket needs", async ({ page, world, request }) => {
  await open(page, world, "/profiles", { live: true });
  await request.post(`/sandbox/worlds/${world.id}/faults`, { data: [{ path: "/api/v3/customer", status: 500 }] });
  await page.getByRole("link", { name: "Services", exact: true }).click();
  const alert = page.getByRole("alert").first();
  const trace = /traceId (00-[\w-]+)/.exec(await alert.innerText())?.[1] ?? "none";
  await alert.getByRole("button", { name: "Support bundle" }).click();
  const dialog = page.getByRole("dialog", { name: "Support bundle" });
  const text = dialog.getByRole("region", { name: "What will be shared" });
  for (const part of [
    /^Cordboard \d+\.\d+\.\d+ \(build .+\)$/m,
    /^Time: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\S* UTC$/m,
    /^Environment: Sandbox \(sandbox\)$/m,
    /^Browser: Mozilla/m,
    /^GET http:\/\/127\.0\.0\.1:\d+\/ac\/tenantui\/api\/v3\/customer/m,
    /^Status: 500$/m,
  ]) await expect(text).toHaveText(part);
  await expect(text).toContainText(`traceId: ${trace}`);
  await expectAccessible(page);
  await shots(page, "bundle");
  expectNoSecret(await textOf(await saved(dialog.getByRole("button", { name: "Save bundle" }))), world);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
});

test("a failed task's support bundle names it, with its messages", async ({ page, world }) => {
  await open(page, world, "/services/new", { live: true });
  await page.getByRole("textbox", { name: "Microsoft tenant ID", exact: true }).fill("f9f53ee0-56e1-43f6-8fe3-5fb322986657");
  await page.getByRole("textbox", { name: "Customer short name", exact: true }).fill("TaskFails");
  await page.getByRole("textbox", { name: "Customer full name", exact: true }).fill("TaskFails");
  await page.getByRole("button", { name: "Create service", exact: true }).click();
  await expect(page.getByRole("heading", { name: /^The service was not created$/ })).toBeVisible({ timeout: 40_000 });
  await page.getByRole("link", { name: "Tasks", exact: true }).click();
  const tasks = page.getByRole("grid", { name: "Tasks", exact: true });
  await tasks.getByRole("button", { name: /^wst_/ }).click();
  const detail = page.getByRole("region", { name: /^Task wst_/ });
  await detail.getByRole("button", { name: "Support bundle" }).click();
  const text = page.getByRole("dialog", { name: "Support bundle" }).getByRole("region", { name: "What will be shared" });
  await expect(text).toHaveText(/^Task wst_\S+: Create service TaskFails$/m);
  await expect(text).toHaveText(/^State: Failed$/m);
  await expect(text).toHaveText(/^(Error|Warning|Information): .+$/m);
});
