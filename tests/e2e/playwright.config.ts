import { defineConfig } from "@playwright/test";

import { type Sites, WIRE } from "./servers";

/** What needs a web server before the sandbox. */
const SERVERS = "servers.spec.ts";
/** What also goes through each of them: both sign-ins, reads, and writes with their tasks. */
const THROUGH = ["sign-in", "profiles", "services"].map((name) => `${name}.spec.ts`);
/** Known once the servers are up: Playwright reads this file anew in each worker. */
const sites = JSON.parse(process.env.CORDBOARD_SITES ?? "null") as Sites | null;
const SERVER = ["nginx", "caddy"] as const;
const report = process.env.CORDBOARD_REPORT;

export default defineConfig({
  testDir: ".",
  projects: [
    { name: "journeys", testMatch: "*.spec.ts", testIgnore: SERVERS },
    // Started only where xtask said where the servers are.
    ...(process.env.CORDBOARD_BELOW
      ? [
          ...SERVER.map((name) => ({ name, testMatch: SERVERS })),
          ...SERVER.map((server) => ({
            name: `journeys through ${server}`,
            testMatch: THROUGH,
            // A long list says nothing of the server.
            grepInvert: new RegExp(`${WIRE.tag}|10,000`),
            use: { baseURL: sites?.[server].token.url },
          })),
        ]
      : []),
  ],
  globalSetup: "./sandbox.ts",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A journey that passes only the second time has found something.
  retries: 0,
  workers: 2,
  // Two cores that compile something else meanwhile are slow, not broken.
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: report ? [["list"], ["json", { outputFile: report }]] : [["list"]],
  use: {
    baseURL: process.env.CORDBOARD_URL,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1440, height: 900 },
    permissions: ["clipboard-read", "clipboard-write"],
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CORDBOARD_CHROMIUM ?? "/usr/bin/chromium",
      // Without these a browser looks for its maker's servers at every start.
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
