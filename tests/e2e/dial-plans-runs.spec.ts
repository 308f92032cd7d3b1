// Changes of a dial plan as they are applied: runs that go wrong, and the way back.
import type { Page } from "@playwright/test";

import { WIRE, expect, expectAccessible, shots, signIn, test } from "./fixtures";
import { addRule, apply, CUSTOMER, open, openImport, openReview, patches, pending, review, rules, run, TRUNK } from "./dial-plans";

const lines = (count: number) =>
  Array.from({ length: count }, (_, at) => `bulk\t+9725${String(at).padStart(8, "0")}\t${TRUNK}`).join("\n");

async function stage(page: Page, count: number) {
  const dialog = await openImport(page);
  const buffer = Buffer.from(lines(count), "utf8");
  await dialog.getByLabel("File").setInputFiles({ name: "bulk.tsv", mimeType: "text/tab-separated-values", buffer });
  await expect(dialog.getByRole("button", { name: "Add to changes" })).not.toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("button", { name: "Add to changes" }).click();
}

test.describe("2,000 rules whose second task fails with half of it done", () => {
  test.use({ worldOptions: { tasks: { reads: 1, fail: { nth: 2, effect: "partial" } } } });

  test("stop there, are retried with what is missing, and are turned back", async ({ page, world, request }) => {
    test.slow();
    const before = await rules(request, world);
    await open(page, world);
    await stage(page, 2000);
    await expect(pending(page)).toContainText("2,000 to add");
    await openReview(page);
    await expect(review(page)).toContainText("Sends 2,000 changes in 4 requests.");
    await review(page).getByRole("button", { name: "Apply changes" }).click();
    await expect(run(page)).toContainText("Piece 2 failed", { timeout: 60_000 });
    expect(await patches(request, world)).toHaveLength(2);
    await expect(run(page)).toContainText(/changes verified/);
    await run(page).getByRole("button", { name: "Retry piece 2" }).click();
    await expect(run(page)).toContainText("2,000 of 2,000 changes verified", { timeout: 60_000 });
    const bodies = await patches(request, world);
    expect(bodies).toHaveLength(5);
    // Only what the plan did not show was sent again.
    expect(bodies[2].add.length).toBeLessThan(500);
    expect(await rules(request, world)).toHaveLength(before.length + 2000);
    await shots(page, "dial-plan-run");
    await expectAccessible(page);
    await run(page).getByRole("button", { name: "Revert this run" }).click();
    await review(page).getByRole("button", { name: "Apply changes" }).click();
    await expect(run(page)).toContainText("2,000 of 2,000 changes verified", { timeout: 60_000 });
    expect(await rules(request, world)).toEqual(before);
  });
});

test.describe("a request without an answer", () => {
  test.use({ worldOptions: { tasks: { reads: 1 } } });

  test("that was applied is found in the plan and not sent again", WIRE, async ({ page, world, request }) => {
    await open(page, world, "&plan=AnswerLost");
    await addRule(page, { name: "London", prefix: "+4420", tag: TRUNK });
    await apply(page);
    await expect(run(page)).toContainText("1 of 1 change verified");
    expect(await patches(request, world)).toHaveLength(1);
  });

  test("that was not applied is unknown until the settling time is over, then sent by a press", WIRE, async ({ page, world, request }) => {
    const fault = { method: "PATCH", drop: "before-effect", times: 1 };
    await request.post(`/sandbox/worlds/${world.id}/faults`, { data: [fault] });
    await open(page, world);
    await addRule(page, { name: "London", prefix: "+4420", tag: TRUNK });
    await apply(page, { settling: 6 });
    await expect(run(page)).toContainText("Piece 1 had no answer");
    await expect(run(page)).toContainText("Unknown");
    await expect(run(page)).toContainText("Piece 1 does not show in the plan");
    expect(await patches(request, world)).toHaveLength(1);
    await run(page).getByRole("button", { name: "Retry piece 1" }).click();
    await expect(run(page)).toContainText("1 of 1 change verified");
    expect(await patches(request, world)).toHaveLength(2);
  });

  test("whose task fails has the task's own words for a ticket", async ({ page, world }) => {
    await open(page, world, "&plan=TaskFails");
    await addRule(page, { name: "London", prefix: "+4420", tag: TRUNK });
    await apply(page);
    await expect(run(page)).toContainText("Piece 1 failed");
    await run(page).getByRole("button", { name: "Support bundle" }).click();
    const bundle = page.getByRole("dialog", { name: "Support bundle" });
    const text = bundle.getByRole("region", { name: "What will be shared" });
    await expect(text).toContainText("Piece 1 failed");
    await expect(text).toHaveText(/^Task \S+: Piece 1 of a change to TaskFails, 1 rule$/m);
    await expect(text).toHaveText(/^State: Failed$/m);
    await shots(page, "dial-plan-bundle");
    await page.keyboard.press("Escape");
    await expect(bundle).toHaveCount(0);
    await expect(run(page).getByRole("button", { name: "Retry piece 1" })).toBeVisible();
  });

  test("whose 200 holds an error is a failed piece, and stopping leaves it pending", async ({ page, world }) => {
    await open(page, world, "&plan=ErrorInBody");
    await addRule(page, { name: "London", prefix: "+4420", tag: TRUNK });
    await apply(page);
    await expect(run(page)).toContainText("Piece 1 failed");
    await run(page).getByRole("button", { name: "Stop the run" }).click();
    await run(page).getByRole("button", { name: "Done" }).click();
    await expect(pending(page)).toContainText("1 to add");
  });
});

test.describe("a run that is cut off", () => {
  test.use({ worldOptions: { tasks: { reads: 1 } } });

  test("is not gone on with by a second tab", async ({ page, world, request, context }) => {
    const gate = { method: "PATCH", after: 1, times: 1, gate: { name: "second", at: "before-head" } };
    await request.post(`/sandbox/worlds/${world.id}/faults`, { data: [gate] });
    await open(page, world);
    await stage(page, 30);
    await apply(page, { size: 10 });
    await request.get(`/sandbox/worlds/${world.id}/gates/second?arrived=1`);
    const other = await context.newPage();
    await open(other, world);
    await other.getByRole("button", { name: "Resume the run" }).click();
    await expect(run(other)).toContainText("Another tab is changing this plan");
    await request.post(`/sandbox/worlds/${world.id}/gates/second/release`);
    await expect(run(page).getByRole("button", { name: "Done" })).toBeVisible();
    expect(await patches(request, world)).toHaveLength(3);
    await run(other).getByRole("button", { name: "Done" }).click();
    await other.getByRole("button", { name: "Resume the run" }).click();
    await expect(run(other).getByRole("button", { name: "Done" })).toBeVisible();
    expect(await patches(request, world)).toHaveLength(3);
  });

  test("by a reload is resumed from what the plan holds", async ({ page, world, request }) => {
    const gate = { method: "PATCH", after: 1, times: 1, gate: { name: "second", at: "before-head" } };
    await request.post(`/sandbox/worlds/${world.id}/faults`, { data: [gate] });
    await page.goto(`/sign-in?next=${encodeURIComponent(`/dial-plans?customer=${CUSTOMER}`)}`);
    await page.getByRole("form", { name: "Live Platform" }).getByRole("checkbox", { name: "Keep for this tab" }).check();
    await signIn(page, world);
    await expect(page.getByRole("status").first()).toHaveText("5 rules");
    await stage(page, 30);
    await apply(page, { size: 10 });
    await request.get(`/sandbox/worlds/${world.id}/gates/second?arrived=1`);
    page.on("dialog", (dialog) => void dialog.accept());
    await page.reload();
    await page.getByRole("button", { name: "Resume the run" }).click();
    await expect(run(page)).toContainText("30 of 30 changes verified");
    // The piece on its way when the page went had taken effect: it was not sent again.
    expect(await patches(request, world)).toHaveLength(3);
    await run(page).getByRole("button", { name: "Done" }).click();
    await expect(pending(page)).toContainText("None.");
    await expect(page.getByRole("button", { name: /^Revert the run of/ })).toBeVisible();
  });

  test("by an expired token goes on after signing in and a press", async ({ page, world, request }) => {
    const fault = { method: "PATCH", after: 1, times: 1, expire_token: true };
    await request.post(`/sandbox/worlds/${world.id}/faults`, { data: [fault] });
    await open(page, world);
    await stage(page, 30);
    await apply(page, { size: 10 });
    const again = page.getByRole("dialog", { name: "Sign in again" });
    await expect(again).toBeVisible();
    const made = await request.post(`/sandbox/worlds/${world.id}/tokens`, { data: { api: "live", expires_in: 3600 } });
    const { token } = (await made.json()) as { token: string };
    await again.getByLabel("Access token", { exact: true }).fill(token);
    await again.getByRole("button", { name: "Connect", exact: true }).click();
    await run(page).getByRole("button", { name: "Continue" }).click();
    await expect(run(page)).toContainText("30 of 30 changes verified");
  });

  test("asks before the page is left while pieces are unsent", async ({ page, world, request }) => {
    const gate = { method: "PATCH", times: 1, gate: { name: "first", at: "before-effect" } };
    await request.post(`/sandbox/worlds/${world.id}/faults`, { data: [gate] });
    await open(page, world);
    await stage(page, 20);
    await apply(page, { size: 10 });
    await request.get(`/sandbox/worlds/${world.id}/gates/first?arrived=1`);
    await run(page).getByRole("button", { name: "Hide" }).click();
    let asked = "";
    page.once("dialog", (dialog) => {
      asked = dialog.message();
      void dialog.dismiss();
    });
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Overview" }).click();
    expect(asked).toContain("not sent yet");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Dial plans");
    await request.post(`/sandbox/worlds/${world.id}/gates/first/release`);
    await page.getByRole("button", { name: "Show the run" }).click();
    await expect(run(page)).toContainText("20 of 20 changes verified");
  });
});

test("production asks for the count to be typed before anything is sent", async ({ page, world, request }) => {
  const environment = { name: "Europe", kind: "production", livePlatform: { baseUrl: "/ac/tenantui", auth: "token" } };
  const body = JSON.stringify({ environments: [environment] });
  await page.route("**/config.json", (route) => route.fulfill({ contentType: "application/json", body }));
  await open(page, world);
  await addRule(page, { name: "London", prefix: "+4420", tag: TRUNK });
  await apply(page);
  const confirm = page.getByRole("dialog", { name: "Confirm" });
  await confirm.getByRole("textbox").fill("2");
  await confirm.getByRole("button", { name: "Confirm" }).click();
  await expect(confirm).toContainText("Type 1 exactly.");
  expect(await patches(request, world)).toEqual([]);
  await confirm.getByRole("textbox").fill("1");
  await confirm.getByRole("button", { name: "Confirm" }).click();
  await expect(run(page)).toBeVisible();
  await expect.poll(async () => (await patches(request, world)).length).toBe(1);
});
