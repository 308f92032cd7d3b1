// The overview: what needs attention, each line a link to the filtered list; and a page that does
// not arrive.
import { expect, expectAccessible, expectFitsPhone, shots, signIn, test } from "./fixtures";

test("lists what needs attention, leads to it, and is usable by everybody", async ({ page, world }) => {
  await page.goto("/sign-in");
  await signIn(page, world);
  await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
  const critical = page.getByRole("link", { name: "4 profiles: critical" });
  await expect(critical).toBeVisible();
  await shots(page, "overview");
  await expectAccessible(page);
  await expectFitsPhone(page);
  await critical.click();
  await expect(page).toHaveURL(/\/profiles\?health=critical$/);
  await expect(page.getByRole("status").first()).toHaveText("4 of 21 profiles");
});

test("a page that does not arrive says so, and comes after a reload", async ({ page, world }) => {
  await page.goto("/sign-in");
  await page.getByRole("form", { name: "Live Platform" }).getByRole("checkbox", { name: "Keep for this tab" }).check();
  await signIn(page, world);
  await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
  await page.route("**/part-profiles-*.wasm", (route) => route.abort());
  await page.getByRole("link", { name: "Calling profiles" }).click();
  await expect(page.getByRole("heading", { name: "This page did not arrive" })).toBeVisible();
  await expectAccessible(page);
  await page.unroute("**/part-profiles-*.wasm");
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByRole("status").first()).toHaveText("21 profiles");
});

test("tasks, unbounded voice profiles and a session about to end lead on", async ({ page, world, request }) => {
  const soon = await request.post(`/sandbox/worlds/${world.id}/tokens`, { data: { api: "live", expires_in: 300 } });
  const { token } = (await soon.json()) as { token: string };
  await page.goto("/sign-in?next=/services/new");
  await signIn(page, { ...world, token });
  await page.getByRole("textbox", { name: "Microsoft tenant ID", exact: true }).fill("f9f53ee0-56e1-43f6-8fe3-5fb322986657");
  await page.getByRole("textbox", { name: "Customer short name", exact: true }).fill("TaskFails");
  await page.getByRole("textbox", { name: "Customer full name", exact: true }).fill("Task fails");
  await page.getByRole("button", { name: "Create service", exact: true }).click();
  await expect(page.getByRole("heading", { name: "The service was not created" })).toBeVisible({ timeout: 30_000 });
  await page.getByRole("link", { name: "Voice profiles", exact: true }).click();
  await signIn(page, world, { opentact: true });
  await expect(page.getByRole("heading", { name: "Voice profiles", level: 1 })).toBeVisible();
  await page.getByRole("link", { name: "Overview", exact: true }).click();
  const unbounded = page.getByRole("link", { name: /^\d+ voice profiles? without a daily spend limit$/ });
  const count = Number.parseInt((await unbounded.textContent()) ?? "", 10);
  await unbounded.click();
  await expect(page.getByRole("heading", { name: "Voice profiles", level: 1 })).toBeVisible();
  await expect(page.getByRole("status").first()).toHaveText(`${count} of 9 voice profiles`);
  await page.goBack();
  await page.getByRole("link", { name: "1 task failed", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Tasks", level: 1 })).toBeVisible();
  await expect(page.getByRole("status").first()).toHaveText(/^1 of 1 tasks?$/);
  await page.goBack();
  await page.getByRole("link", { name: /^The Live Platform session ends in [34] min$/ }).click();
  await expect(page.getByRole("dialog", { name: "Sign in again" })).toBeVisible();
  await signIn(page, world);
  await expect(page.getByRole("dialog", { name: "Sign in again" })).toBeHidden();
  await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: /session ends in/ })).toHaveCount(0);
});
