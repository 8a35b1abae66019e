import { readdirSync, readFileSync } from "node:fs";

const f = readdirSync("/tmp/h/rv/prof").sort().at(-1);
const p = JSON.parse(readFileSync("/tmp/h/rv/prof/" + f));
const byId = new Map(p.nodes.map((n) => [n.id, n]));
const dt = p.timeDeltas;
const self = new Map();
p.samples.forEach((s, i) => self.set(s, (self.get(s) ?? 0) + dt[i]));
const agg = new Map(),
  tot = new Map();
function walk(n, stack) {
  const k = n.callFrame.functionName + ":" + n.callFrame.lineNumber;
  const t = self.get(n.id) ?? 0;
  agg.set(k, (agg.get(k) ?? 0) + t);
  let sum = t;
  const again = stack.has(k);
  const st = new Set(stack).add(k);
  for (const c of n.children ?? []) sum += walk(byId.get(c), st);
  if (!again) tot.set(k, (tot.get(k) ?? 0) + sum);
  return sum;
}
const all = walk(p.nodes[0], new Set());
console.log("total", all / 1000);
const show = (m, n) =>
  [...m]
    .sort((a, b) => b[1] - a[1])
    .slice(0, n)
    .forEach(([k, v]) => console.log((v / 1000).toFixed(0).padStart(6), k));
console.log("self");
show(agg, 22);
console.log("inclusive");
show(tot, 60);
