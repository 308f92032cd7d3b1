// Every operation of both APIs × every fault. Each cell holds what was seen, and none is empty:
// docs/faults.md is this table, and a test fails when what it sees is something else.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import type { APIRequestContext, Locator, Page } from "@playwright/test";

import { expect, signIn, type World } from "./fixtures";

export const CUSTOMER = "df6f5ea9-2e92-482a-92f6-79094815588d";
export const TENANT = "71d77de6-4ff8-4f1c-b7f6-884c69a1a55a";
/** "Support desk Berlin" of the sandbox. */
export const BERLIN = "d9d46091-0501-486e-b319-a7fa7216fa13";

/** What the server does, and what a read of it says. */
export interface Fault {
  data: object;
  says: RegExp;
  /** A read is sent again by itself: it is only seen when it lasts. */
  passes?: true;
  /** It does no harm. */
  harmless?: true;
  /** The page has to be made to wait. */
  hangs?: true;
}

export const FAULTS: Record<string, Fault> = {
  "401": { data: { status: 401 }, says: /session has ended|answered 401/ },
  "403": { data: { status: 403 }, says: /403/ },
  "404": { data: { status: 404 }, says: /404/ },
  "409": { data: { status: 409 }, says: /409/ },
  "429": { data: { status: 429 }, says: /429/, passes: true },
  "429, Retry-After: 1": { data: { status: 429, headers: { "Retry-After": "1" } }, says: /429/, passes: true },
  "500 problem+json": { data: { status: 500 }, says: /500/ },
  "502 HTML": { data: { status: 502, html: true }, says: /502/, passes: true },
  "405, body says 500": { data: { status: 405, body: { status: 500, title: "Internal Server Error" } }, says: /405/ },
  "empty 200": { data: { empty: true, effect: true }, says: /empty body/ },
  "truncated": { data: { truncate: 20 }, says: /ends in the middle|ended early/ },
  "another shape": { data: { body: true, effect: true }, says: /another shape|expected/ },
  "a web page": { data: { html: true, effect: true }, says: /web page/ },
  "as text/plain": { data: { content_type: "text/plain" }, says: /^$/, harmless: true },
  "BOM": { data: { bom: true }, says: /^$/, harmless: true },
  "redirect": { data: { redirect: "/sandbox/elsewhere" }, says: /redirects to another address/ },
  "drop before effect": { data: { drop: "before-effect" }, says: /no answer from/, passes: true },
  "drop after effect": { data: { drop: "after-effect" }, says: /no answer from/, passes: true },
  "hang": { data: { hang: "before-head" }, says: /no answer within 30 seconds/, hangs: true },
  "slow": { data: { delay_ms: 700 }, says: /^$/, harmless: true },
};

/** What the browser says, and what a program says that has nothing to say. */
export const BARE_WORDS = /CORS error|Failed to fetch|\[object|undefined/;

/** A tenant for each service: it can have one at most. */
export const tenant = (number: number) => `f9f53ee0-56e1-43f6-8fe3-${String(number).padStart(12, "0")}`;

/** What both vendors document and the app calls, and what it guesses to be there. */
const OPERATIONS = [
  "Get Calling Profiles", "Get Operator Connect Customer Numbers", "Get Services Brief Details",
  "Get Details for Specific Service", "Get All OC Leads", "Get Script Templates",
  "Create OC Essential Service from Lead with IP Group", "Get DialPlans",
  "Get Dial Plan Contents for SIP Connection", "Modify Dial Plan Content", "Get Task",
  "Authentication", "ListOutboundVoiceProfiles", "GetOutboundVoiceProfileByUUID",
  "CreateOutboundVoiceProfile", "ModifyOutboundVoiceProfile", "RemoveOutboundVoiceProfile",
  "SIP connections and control apps of a profile", "SIP connections of the account",
  "Control apps of the account",
];

export class Stage {
  constructor(
    readonly page: Page,
    readonly world: World,
    readonly request: APIRequestContext,
    readonly method: string,
    readonly path: string,
  ) {}

  /** Opens a page, signed in to the API that it needs, with nothing left of what was before. */
  async open(path: string, apis: { live?: boolean; opentact?: boolean }) {
    await this.page.goto("/config.json");
    await this.page.evaluate(() => indexedDB.deleteDatabase("cordboard"));
    await this.page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
    await signIn(this.page, this.world, apis);
    await expect(this.page.getByRole("heading", { name: "Sign in", level: 1 })).toHaveCount(0);
  }

  async add(data: object) {
    const url = `/sandbox/worlds/${this.world.id}/faults`;
    await this.request.delete(url);
    const added = await this.request.post(url, { data: [{ method: this.method, path: this.path, ...data }] });
    expect(added.ok(), await added.text()).toBe(true);
  }

  async clear() {
    await this.request.delete(`/sandbox/worlds/${this.world.id}/faults`);
  }

  /** How often the operation was asked for since `forget`. */
  async calls(outcome = ""): Promise<number> {
    const query = new URLSearchParams({ method: this.method, ...(outcome ? { outcome } : {}) });
    const asked = await this.request.get(`/sandbox/worlds/${this.world.id}/requests?${query}`);
    const all = (await asked.json()) as { path: string }[];
    const fits = new RegExp(`${this.path.replaceAll(".", "\\.").replaceAll("*", ".*")}$`);
    return all.filter(({ path }) => fits.test(path)).length;
  }

  async forget() {
    await this.request.delete(`/sandbox/worlds/${this.world.id}/requests`);
  }

  /** Waits for one of several ends while the clock runs ahead, and says which it was; calls that
   * go out together end one by one. */
  async end(ends: Record<string, Locator>, step: number, together = 1): Promise<string> {
    const all = Object.entries(ends);
    const any = all.map(([, locator]) => locator).reduce((one, other) => one.or(other)).filter({ visible: true });
    for (let turn = 0; turn < 400; turn += 1) {
      if ((await any.count()) >= together) {
        for (const [word, locator] of all) {
          if ((await locator.filter({ visible: true }).count()) >= together) return word;
        }
      }
      await this.page.clock.runFor(step);
    }
    throw new Error(`none of these came: ${Object.keys(ends).join(", ")}`);
  }

  get again() {
    return this.page.getByRole("dialog", { name: "Sign in again" });
  }

  async signInAgain() {
    const form = this.again.getByRole("form");
    if ((await form.getAttribute("aria-label")) === "Live Platform") {
      await form.getByLabel("Access token").fill(this.world.token);
    } else {
      await form.getByRole("textbox", { name: "Email" }).fill(this.world.email);
      await form.getByLabel("Password", { exact: true }).fill(this.world.password);
    }
    await form.getByRole("button", { name: "Connect" }).click();
    await expect(this.again).toBeHidden();
  }

  /** Nothing on the page may be the browser's bare words, and the session stands. */
  async expectSound() {
    const text = await this.page.locator("body").innerText();
    expect(text).not.toMatch(BARE_WORDS);
    await expect(this.page.getByRole("button", { name: "Sign out", exact: true })).toHaveCount(1);
  }
}

/** One line of docs/faults.md: what was seen, by fault. */
export type Row = Record<string, string>;

const TABLE = fileURLToPath(new URL("../../docs/faults.md", import.meta.url));
const names = Object.keys(FAULTS);

function lineOf(name: string, row: Row): string {
  expect(Object.keys(row)).toEqual(names);
  for (const [fault, word] of Object.entries(row)) expect(word, fault).not.toBe("");
  return `| ${[name, ...names.map((fault) => row[fault])].join(" | ")} |`;
}

/** Holds the document against what there is. */
export function expectWhole() {
  const rows = readFileSync(TABLE, "utf8").split("\n").filter((line) => line.startsWith("| ")).map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
  const begin = rows.findIndex(([first]) => first === "operation");
  const [, ...faults] = rows[begin];
  expect(faults).toEqual(names);
  const table = rows.slice(begin + 2);
  expect(table.map(([operation]) => operation)).toEqual(OPERATIONS);
  for (const row of table) {
    expect(row).toHaveLength(names.length + 1);
    expect(row).not.toContain("");
  }
}

/** Holds a row against the document, or writes it there when CORDBOARD_FAULTS is set. */
export function check(name: string, row: Row) {
  const line = lineOf(name, row);
  console.log(line);
  const text = existsSync(TABLE) ? readFileSync(TABLE, "utf8") : "";
  const before = text.split("\n").find((own) => own.startsWith(`| ${name} |`));
  if (process.env.CORDBOARD_FAULTS) {
    const lines = text.trimEnd().split("\n");
    writeFileSync(TABLE, `${before ? lines.map((own) => (own === before ? line : own)).join("\n") : [...lines, line].join("\n")}\n`);
  } else {
    expect(before, "docs/faults.md is another: write it anew with CORDBOARD_FAULTS=1 and one worker").toBe(line);
  }
}

/** No budget and no lock: they have journeys of their own. */
export async function prepare({ page }: { page: Page }) {
  const config = {
    environments: [
      {
        name: "Sandbox",
        kind: "sandbox",
        requestsPer10s: 1000,
        livePlatform: { baseUrl: "/ac/tenantui", auth: "token" },
        openTact: { baseUrl: "/ot/rest", auth: "password" },
      },
    ],
    idleLock: { minutes: 0 },
  };
  await page.route("**/config.json", (route) => route.fulfill({ json: config }));
  await page.clock.install();
}
