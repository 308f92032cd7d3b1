// An address without encryption. A browser of its own, which takes that name for this machine.
import { test as base } from "@playwright/test";
import { expect } from "./fixtures";

const test = base.extend({
  launchOptions: [
    async ({ launchOptions }, use) => {
      const args = [...(launchOptions.args ?? []), "--host-resolver-rules=MAP cordboard.test 127.0.0.1"];
      await use({ ...launchOptions, args });
    },
    { scope: "worker" },
  ],
});

test("served without https, the page says why it will not start", async ({ page, baseURL }) => {
  // Straight to the sandbox: a web server in between need not know the name.
  const url = new URL(process.env.CORDBOARD_STRAIGHT ?? String(baseURL));
  url.hostname = "cordboard.test";
  await page.goto(url.href);
  await expect(page.getByRole("heading", { name: "Cordboard needs https", level: 1 })).toBeVisible();
  await expect(page.getByRole("alert")).toContainText(url.origin);
});
