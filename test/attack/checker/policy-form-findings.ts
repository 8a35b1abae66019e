import { type Finding, Findings } from "./finding";
import { elementsIn, type PolicyDocument } from "./policy-document";
import { sectionElements, sections } from "./policy-steps";

/** Every section of every level starts with what the levels above it do (rules 18 and 19). */
export function policyFormFindings(document: PolicyDocument): Finding[] {
  const { root, block } = document;
  const findings = new Findings();
  const names = root.children.map(({ name }) => name).sort();
  const expected = [...sections].sort();
  findings.expect(
    root.name === "policies" && JSON.stringify(names) === JSON.stringify(expected),
    "policy-form",
    block.address,
    `<${root.name}> holds ${names.join(", ")}`,
  );
  for (const section of sections) {
    const elements = sectionElements(document, section);
    // A call of the Function stands instead of what the levels above do; the section takes one of the two.
    const call = section === "backend" && elements.length === 1 && elements[0].name !== "base";
    const bases = elements
      .flatMap((element) => [...elementsIn(element)])
      .filter(({ name }) => name === "base");
    const fits = call ? bases.length === 0 : bases.length === 1 && elements[0] === bases[0];
    findings.expect(fits, "base", block.address, `<base /> is not the first of <${section}>, once`);
    findings.expect(
      section !== "backend" || elements.length === 1,
      "policy-form",
      block.address,
      `<backend> holds ${elements.length} elements`,
    );
  }
  return findings.all;
}
