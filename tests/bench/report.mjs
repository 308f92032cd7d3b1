// Writes what was measured as Markdown.

/** Figure, what it may be at most at 100,000 numbers, its unit, and how that follows from floors. */
const FIGURES = [
  { name: "first rows painted", title: "request → first rows painted", unit: "ms", most: (of) => Math.min(100, 1.5 * of("first rows painted", 100)) },
  { name: "all rows there", title: "request → all rows there, searchable", unit: "ms", most: (of) => of("floor: fetch and json", 100_000) },
  { name: "longest task", title: "longest task while streaming (0: none over 50 ms)", unit: "ms", most: () => 50 },
  { name: "longest gap between frames", title: "longest gap between two frames while streaming", unit: "ms" },
  { name: "first key to painted", title: "first key in Search → painted", unit: "ms", most: (of) => 1.5 * of("floor: key to painted", 100_000) },
  { name: "later keys to painted", title: "later keys → painted", unit: "ms", most: (of) => 1.5 * of("floor: key to painted", 100_000) },
  { name: "filter to painted", title: "filter → painted", unit: "ms", most: (of) => 1.5 * of("floor: change to painted", 100_000) },
  { name: "sort to painted", title: "sort click → painted", unit: "ms", most: () => 60 },
  { name: "memory", title: "memory over an empty page, a number", unit: "bytes", most: () => 300, perNumber: true },
  { name: "scroll: frames over 25 ms", title: "scroll: frames longer than 25 ms", unit: "%", most: () => 1 },
  { name: "navigation to first row, slowed", title: "navigation → first row at 100, processor slowed 4 ×", unit: "ms", most: () => 1400, at: 100 },
];

const FLOORS = [
  ["floor: fetch and json", "`fetch` and `response.json()`"],
  ["floor: stream read and dropped", "stream read and dropped"],
  ["floor: key to painted", "key → painted, a page that sets a text node"],
  ["floor: change to painted", "change → painted, the same page"],
  ["floor: typed array's own sort", "a typed array's own sort"],
  ["floor: empty frame", "one empty frame"],
  ["floor: navigation to a static page", "navigation → first row of a static page, slowed 4 ×"],
];

const IMPORT = [
  ["import: file to preview", "file chosen → every row's outcome on screen", "1,000"],
  ["import: longest task", "longest task meanwhile (0: none over 50 ms)", ""],
];

export function report({ figures, sizes, rounds, machine }) {
  const of = (figure, size) => median(figures.get(figure)?.get(size) ?? []);
  const cell = (figure, size, divisor = 1) => {
    const values = (figures.get(figure)?.get(size) ?? []).map((value) => value / divisor);
    return values.length === 0 ? "" : `${shown(median(values))} (${shown(Math.min(...values))}–${shown(Math.max(...values))})`;
  };
  const heads = sizes.map((size) => size.toLocaleString("en-GB"));
  const lines = [
    `Measured on ${machine}, ${rounds} interleaved rounds. Each cell is the median, with the least and the most. Written by \`cargo xtask bench\`.`,
    "",
    `| figure | at most, at 100,000 | ${heads.join(" | ")} |`,
    `| --- | --- | ${heads.map(() => "---:").join(" | ")} |`,
  ];
  for (const { name, title, unit, most, perNumber, at } of FIGURES) {
    const limit = most?.(of);
    const reached = of(name, at ?? 100_000) / (perNumber ? 100_000 : 1);
    const judged = limit === undefined || Number.isNaN(limit) || Number.isNaN(reached) ? "" : reached <= limit ? `${shown(limit)} ${unit} ✓` : `${shown(limit)} ${unit} ✗`;
    const cells = sizes.map((size) => cell(name, size, perNumber ? size : 1));
    lines.push(`| ${title}, ${unit} | ${judged} | ${cells.join(" | ")} |`);
  }
  lines.push("", "The floors, in the same browser and session, in milliseconds:", "", `| floor | ${heads.join(" | ")} |`, `| --- | ${heads.map(() => "---:").join(" | ")} |`);
  for (const [name, title] of FLOORS) {
    lines.push(`| ${title} | ${sizes.map((size) => cell(name, size)).join(" | ")} |`);
  }
  lines.push("", "An import of 50,000 dial-plan rules from a file, in milliseconds:", "", "| figure | at most | measured |", "| --- | --- | ---: |");
  for (const [name, title, most] of IMPORT) lines.push(`| ${title} | ${most} | ${cell(name, 50_000)} |`);
  return lines.join("\n");
}

function median(values) {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function shown(value) {
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString("en-GB") : String(Math.round(value * 10) / 10);
}
