// What the app saves, and what is in it.
import { readFile } from "node:fs/promises";
import type { Download, Locator } from "@playwright/test";

/** Presses, and waits for the file that comes of it. */
export async function saved(button: Locator): Promise<Download> {
  const [download] = await Promise.all([button.page().waitForEvent("download"), button.click()]);
  return download;
}

export async function textOf(download: Download) {
  return readFile(await download.path(), "utf8");
}
