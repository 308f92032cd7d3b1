// Numbers while they arrive, and when they do not.
import { WIRE, expect, shots, test } from "./fixtures";
import { addFault, calls, failing, grid, lookUp, open, sized, status, TWO } from "./numbers";

test.describe("while the answer arrives", () => {
  for (const withLength of [true, false]) {
    test.describe(withLength ? "with its length" : "without its length", () => {
      test.use({ worldOptions: { content_length: withLength } });

      test("rows are there, counted and searched", async ({ page, world, request }) => {
        await addFault(request, world, { gate: { name: "half", at: "in-body", after_bytes: 2_000_000 } });
        await open(page, world, `?tenant=${sized(5000)}`);
        await expect(status(page)).toHaveText(/^\d,\d{3} numbers so far$/);
        await expect(page.locator("[aria-rowindex='2']")).toContainText("+");
        const bar = page.getByRole("progressbar");
        await expect(bar).toBeVisible();
        if (withLength) {
          await expect(bar).toHaveAttribute("aria-valuenow", /^4\d$/);
        } else {
          await expect(bar).not.toHaveAttribute("aria-valuenow");
        }
        await page.getByRole("combobox", { name: "Country" }).selectOption("US");
        await expect(status(page)).toHaveText(/^[\d,]+ of [\d,]+ numbers so far$/);
        await shots(page, "numbers-streaming");
        await request.post(`/sandbox/worlds/${world.id}/gates/half/release`);
        await expect(status(page)).toHaveText(/^1,\d{3} of 5,000 numbers$/);
        await expect(bar).toHaveCount(0);
      });
    });
  }

  test.describe("compressed", () => {
    test.use({ worldOptions: { content_length: true, gzip: true } });

    test("it is read as well", async ({ page, world }) => {
      await open(page, world, `?tenant=${sized(5000)}`);
      await expect(status(page)).toHaveText("5,000 numbers");
    });
  });

  test("another look-up, Stop, and leaving the page give the call up", async ({ page, world, request }) => {
    await addFault(request, world, { times: 3, gate: { name: "never", at: "in-body", after_bytes: 500_000 } });
    await open(page, world, `?tenant=${sized(5000)}`);
    await expect(status(page)).toHaveText(/so far$/);
    await lookUp(page, sized(4000));
    await calls(request, world, "&outcome=aborted&wait_for=1");
    await expect(status(page)).toHaveText(/so far$/);
    await page.getByRole("button", { name: "Stop" }).click();
    await calls(request, world, "&outcome=aborted&wait_for=2");
    await expect(page.getByRole("alert")).toContainText(/^Only \d+ numbers came/);
    await page.getByRole("alert").getByRole("button", { name: "Try again" }).click();
    await expect(status(page)).toHaveText(/so far$/);
    await page.getByRole("link", { name: "Calling profiles" }).click();
    await calls(request, world, "&outcome=aborted&wait_for=3");
    await expect(status(page)).toHaveText("21 profiles");
  });

  test("a cut keeps what came, says so, and is tried again", async ({ page, world, request }) => {
    // A connection that breaks takes along what the browser has not read: it breaks after that.
    const gate = { name: "cut", at: "in-body", after_bytes: 1_000_000 };
    await addFault(request, world, { times: 1, gate, drop: "mid-body", after_bytes: 1_000_000 });
    await open(page, world, `?tenant=${sized(5000)}`);
    await expect(status(page)).toHaveText(/^1,\d{3} numbers so far$/);
    await request.post(`/sandbox/worlds/${world.id}/gates/cut/release`);
    const alert = page.getByRole("alert");
    await expect(alert).toContainText(/^Only [\d,]+ numbers came: the answer ended early/);
    await expect(status(page)).toHaveText(/^[\d,]+ numbers$/);
    await expect(page.locator("[aria-rowindex='2']")).toBeVisible();
    await alert.getByRole("button", { name: "Try again" }).click();
    await expect(status(page)).toHaveText("5,000 numbers");
    await expect(alert).toHaveCount(0);
  });

  for (const [name, tenant, says] of [
    ["an empty body", failing("e001"), "200 with an empty body"],
    ["a truncated body", failing("e002"), "the answer ended early"],
    ["a web page", failing("e004"), "200 with a web page instead of data"],
    ["a dropped connection", failing("e008"), "no answer from"],
    ["a redirect", failing("e00a"), "redirects to another address"],
    ["403", failing("403"), "403 Forbidden"],
    ["500", failing("500"), "500 Internal Server Error"],
  ] as const) {
    test(`${name} is explained`, says === "no answer from" ? WIRE : {}, async ({ page, world }) => {
      await open(page, world, `?tenant=${tenant}`);
      const alert = page.getByRole("alert");
      await expect(alert).toContainText(says);
      await expect(alert.getByRole("button", { name: "Try again" })).toBeVisible();
      await expect(page.getByRole("button", { name: "Refresh" })).not.toHaveAttribute("aria-busy", "true");
    });
  }

  test("another media type and another shape say what came", async ({ page, world, request }) => {
    await addFault(request, world, { body: { data: [] }, content_type: "text/csv" });
    await open(page, world, `?tenant=${TWO}`);
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("expected an array, found an object");
    await expect(alert).toContainText("text/csv");
  });

  test("a byte order mark does no harm", async ({ page, world }) => {
    await open(page, world, `?tenant=${failing("e003")}`);
    await expect(status(page)).toHaveText("1,000 numbers");
    await expect(page.getByRole("alert")).toHaveCount(0);
  });

  test("silence is reported after 30 seconds, before the head and in the body", async ({ page, world, request }) => {
    await page.clock.install();
    await open(page, world, `?tenant=${failing("e005")}`);
    await calls(request, world, "&wait_for=1");
    await page.clock.runFor(30_000);
    await expect(page.getByRole("alert")).toContainText("no answer within 30 seconds");
    await lookUp(page, failing("e006"));
    await expect(page.locator("[aria-rowindex='2']")).toBeVisible();
    await page.clock.runFor(31_000);
    await expect(page.getByRole("alert")).toContainText(/^Only \d+ numbers came: no answer within 30 seconds/);
  });

  test("an element that cannot be read is one row that says so", async ({ page, world }) => {
    await open(page, world, `?tenant=${failing("e00b")}`);
    await expect(status(page)).toHaveText(/^\d+ numbers$/);
    await expect(grid(page)).toContainText("Could not be read");
    await expect(grid(page)).toContainText(/\$\[\d+\]/);
    await expect(grid(page).getByRole("link", { name: /^\+\d/ }).first()).toBeVisible();
    await expect(page.getByRole("alert")).toHaveCount(0);
  });
});
