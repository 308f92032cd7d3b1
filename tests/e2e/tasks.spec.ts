// The task centre: what runs is followed to its end, comes back after a reload, and says so.
import type { APIRequestContext, Page } from "@playwright/test";
import { expect, expectAccessible, shots, signIn, test, type World } from "./fixtures";

const TASKS = "/ac/tenantui/api/v2/task/";

async function open(page: Page, world: World, path: string) {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await signIn(page, world);
}

/** Creates a service, whose task then runs. */
async function begin(page: Page, world: World, shortName: string) {
  await open(page, world, "/services/new");
  await page.getByRole("textbox", { name: "Microsoft tenant ID", exact: true }).fill("f9f53ee0-56e1-43f6-8fe3-5fb322986657");
  await page.getByRole("textbox", { name: "Customer short name", exact: true }).fill(shortName);
  await page.getByRole("textbox", { name: "Customer full name", exact: true }).fill(shortName);
  await page.getByRole("button", { name: "Create service", exact: true }).click();
  // On a slow machine the task may have ended before its first look is on screen.
  await expect(page.getByRole("heading", { name: /^The service (is|is being|was not) created$/ })).toBeVisible({ timeout: 20_000 });
  await page.getByRole("link", { name: "Tasks", exact: true }).click();
}

const grid = (page: Page) => page.getByRole("grid", { name: "Tasks", exact: true });

async function looks(request: APIRequestContext, world: World) {
  const asked = await request.get(`/sandbox/worlds/${world.id}/requests?path=${TASKS}`);
  return ((await asked.json()) as unknown[]).length;
}

test("a task is followed to its end, and its messages open from the row", async ({ page, world }) => {
  await begin(page, world, "Followed");
  await expect(grid(page).getByText("Completed", { exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("Task completed: Create service Followed.")).toBeAttached();
  await grid(page).getByRole("button", { name: "wst_80b54f45-6643-4fdf-960a-638c18edb787" }).click();
  const detail = page.getByRole("region", { name: "Task wst_80b54f45-6643-4fdf-960a-638c18edb787" });
  await expect(detail).toContainText("InformationSBC sbc-onboarding done for site Followed.");
  await expect(page).toHaveURL(/task=wst_/);
  await shots(page, "tasks");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Latest tasks" }).click();
  await expect(page.getByRole("group", { name: "Latest tasks" })).toContainText("Create service Followed");
  await page.keyboard.press("Escape");
  await detail.getByRole("button", { name: "Close task" }).click();
  await expect(detail).toHaveCount(0);
  await page.getByRole("button", { name: "Remove finished" }).click();
  await expect(page.getByText("No tasks", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("status").first()).toHaveText("0 tasks");
});

test("a clock that is put back hides nothing", async ({ page, world }) => {
  await page.clock.install();
  await begin(page, world, "Backwards");
  await page.clock.setSystemTime(Date.now() - 3_600_000);
  await expect.poll(async () => {
    await page.clock.runFor(1_000);
    return grid(page).getByText("Completed", { exact: true }).count();
  }).toBe(1);
});

test.describe("a task that runs for long", () => {
  test.use({ worldOptions: { tasks: { reads: 1000 } } });

  test("comes back after a reload, waits for a session, and says so", async ({ page, world }) => {
    await begin(page, world, "Long");
    await expect(grid(page)).toContainText("In progress", { timeout: 20_000 });
    await expect(page.getByRole("button", { name: "1 task running" })).toBeVisible();
    await page.reload();
    await expect(grid(page)).toContainText("Waits: nobody is signed in to Sandbox");
    await open(page, world, "/tasks");
    await expect(grid(page)).toContainText("SBC sbc-onboarding done for site Long.");
  });

  test("is looked at by one tab alone", async ({ page, context, world, request }) => {
    await context.clock.install();
    await request.post(`/sandbox/worlds/${world.id}/faults`, { data: [{ path: "/api/v2/task/*", gate: { name: "look" } }] });
    await begin(page, world, "Shared");
    await context.clock.runFor(5_000);
    expect(await (await request.get(`/sandbox/worlds/${world.id}/gates/look?arrived=1`)).ok()).toBe(true);
    const other = await context.newPage();
    await open(other, world, "/tasks");
    await expect(grid(other)).toContainText("Queued");
    await context.clock.runFor(10_000);
    expect(await looks(request, world)).toBe(1);
    // The tab that looks goes; the other takes its turn.
    await page.close();
    await other.getByRole("button", { name: "Refresh" }).click();
    await expect.poll(async () => {
      await context.clock.runFor(3_000);
      return looks(request, world);
    }).toBe(2);
    await request.post(`/sandbox/worlds/${world.id}/gates/look/release`);
    await expect(grid(other)).toContainText("In progress");
  });

  test("is not looked at while the page is hidden", async ({ page, world, request }) => {
    await page.clock.install();
    await begin(page, world, "Hidden");
    await page.clock.runFor(3_000);
    await expect.poll(() => looks(request, world)).toBeGreaterThan(0);
    const hide = (hidden: boolean) =>
      page.evaluate((hidden) => {
        Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
        document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
      }, hidden);
    await hide(true);
    // What was on its way when the page was hidden may still arrive.
    await page.clock.runFor(1_000);
    const before = await looks(request, world);
    await page.clock.runFor(300_000);
    expect(await looks(request, world)).toBe(before);
    await hide(false);
    await expect.poll(async () => {
      await page.clock.runFor(1_000);
      return looks(request, world);
    }).toBeGreaterThan(before);
  });

  test("is given up after an hour, and looked at again by hand", async ({ page, world }) => {
    // A page that nobody uses for an hour would be locked.
    await page.route("**/config.json", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), idleLock: { minutes: 0 } } });
    });
    await page.clock.install();
    await begin(page, world, "Endless");
    await page.clock.runFor(3_000);
    for (let hours = 0; hours < 2; hours += 1) await page.clock.fastForward("35:00");
    await page.clock.runFor(61_000);
    await expect(grid(page)).toContainText("No end seen within an hour");
    await page.getByRole("button", { name: "Refresh" }).click();
    await expect(grid(page)).not.toContainText("No end seen within an hour");
  });
});

test("an unknown word is shown and counts as running", async ({ page, world }) => {
  await begin(page, world, "TaskOdd");
  await expect(grid(page).getByText("Unknown AwaitingApproval", { exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("button", { name: "1 task running" })).toBeVisible();
});

test("a look that fails says why, waits as asked, and goes on", async ({ page, world, request }) => {
  await request.post(`/sandbox/worlds/${world.id}/faults`, {
    data: [{ path: "/api/v2/task/*", status: 429, headers: { "Retry-After": "3" }, times: 3 }],
  });
  await begin(page, world, "Busy");
  await expect(grid(page)).toContainText("The task could not be read: 429");
  await expect(grid(page).getByText("Completed", { exact: true })).toBeVisible({ timeout: 40_000 });
});

test.describe("a failed task", () => {
  test("says so, and is found by its state", async ({ page, world }) => {
    await begin(page, world, "TaskFails");
    await expect(grid(page).getByText("Failed", { exact: true })).toBeVisible({ timeout: 20_000 });
    await page.getByRole("combobox", { name: "State" }).selectOption("Completed");
    await expect(page.getByRole("status").first()).toHaveText("0 of 1 task");
    await page.getByRole("button", { name: "Clear filters" }).click();
    await expect(page.getByRole("status").first()).toHaveText("1 task");
  });
});
