import type { Acceptance, Problem } from "../outcome";
import { dayOf, fieldsOf, listOf, parseYaml, type TextFile, textOf } from "./yaml-file";

/**
 * Reads a file of accepted findings:
 *
 *     - rule: open-path
 *       address: azurerm_linux_function_app.orders
 *       reason: The load balancer's probe, which answers nothing but 200.
 *       until: 2026-12-31
 */
export function readAcceptances(file: TextFile): Acceptance[] {
  const items = listOf(parseYaml(file) ?? [], file.name);
  return items.map((item, index) => acceptanceOf(item, `${file.name}[${index}]`));
}

function acceptanceOf(item: unknown, where: string): Acceptance {
  const required = ["rule", "address", "reason", "until"];
  const fields = fieldsOf(item, { required, optional: ["argument", "fingerprint"], where });
  const optional = (name: "argument" | "fingerprint") =>
    fields[name] === undefined ? {} : { [name]: textOf(fields[name], `${where}.${name}`) };
  return {
    rule: textOf(fields.rule, `${where}.rule`),
    address: textOf(fields.address, `${where}.address`),
    ...optional("argument"),
    ...optional("fingerprint"),
    reason: textOf(fields.reason, `${where}.reason`),
    until: dayOf(fields.until, `${where}.until`),
  };
}

export interface AcceptanceRules {
  /** The day of the review: `2026-11-25`. */
  readonly today: string;
  /** Whether findings can be accepted that open a gate, or are critical. */
  readonly acceptCritical: boolean;
  /** The rules whose findings open a gate. */
  readonly opensGate: (rule: string) => boolean;
}

/** Findings with what accepts them, and which acceptances accept nothing, and why. */
export function accept(
  findings: readonly Problem[],
  acceptances: readonly Acceptance[],
  rules: AcceptanceRules,
): { readonly problems: readonly Problem[]; readonly notices: readonly string[] } {
  const accepted = new Map<Problem, Acceptance>();
  const notices: string[] = [];
  for (const acceptance of acceptances) {
    const matching = findings.filter((finding) => isMeant(finding, acceptance));
    const obstacle = obstacleTo(acceptance, matching, rules);
    if (obstacle) notices.push(`The acceptance of ${acceptance.rule} at ${acceptance.address} ${obstacle}`);
    else accepted.set(matching[0], acceptance);
  }
  const problems = findings.map((finding) => {
    const acceptance = accepted.get(finding);
    return acceptance ? { ...finding, acceptance } : finding;
  });
  return { problems, notices };
}

function isMeant(finding: Problem, { rule, address, argument, fingerprint }: Acceptance): boolean {
  return (
    finding.rule === rule &&
    finding.address === address &&
    (argument === undefined || finding.argument === argument) &&
    (fingerprint === undefined || finding.fingerprint === fingerprint)
  );
}

function obstacleTo(
  { until }: Acceptance,
  matching: readonly Problem[],
  { today, acceptCritical, opensGate }: AcceptanceRules,
): string | undefined {
  if (matching.length === 0) return "fits no finding: remove it.";
  // One acceptance for several would also accept those that a later change adds.
  if (matching.length > 1) {
    const fingerprints = matching.map(({ fingerprint }) => fingerprint).join(", ");
    return `fits ${matching.length} findings, and accepts none: give the argument, or the fingerprint (${fingerprints}).`;
  }
  if (until < today) return `ended on ${until}.`;
  const [{ rule, severity }] = matching;
  if (!acceptCritical && (severity === "critical" || opensGate(rule))) {
    return "counts only with --accept-critical.";
  }
  return undefined;
}
