import { html, type Markup } from "../../text/markup";
import type { ProbeOutcome, Result } from "../outcome";
import { sections, untriedViews } from "../view/sections";
import { callText, predictedText, seenText } from "../view/words";

/** A probe as a report of tests in JUnit's XML: a suite for each part, a test for each call, skipped where it was not tried. */
export function junitText(outcome: ProbeOutcome): string {
  const suites = sections(outcome).map(({ title, entrances }) =>
    suite(
      title,
      entrances.flatMap(({ results }) => results),
    ),
  );
  const skipped = untriedViews(outcome).flatMap(({ how, because, entrances }) =>
    entrances.map(
      ({ label }) =>
        html`<testcase classname="${label}" name="${how}"><skipped message="${because}"/></testcase>\n`,
    ),
  );
  const untried = html`<testsuite name="Not tried" tests="${skipped.length}" skipped="${skipped.length}">\n${skipped}</testsuite>\n`;
  const all = html`<testsuites name="probe of ${outcome.source}">\n${suites}${skipped.length > 0 ? untried : ""}</testsuites>\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${all.source}`;
}

function suite(title: string, results: readonly Result[]): Markup {
  const count = (...statuses: readonly Result["status"][]) =>
    results.filter(({ status }) => statuses.includes(status)).length;
  return html`<testsuite name="${title}" tests="${results.length}" failures="${count("differs")}" errors="${count("no-answer")}" skipped="${count("not-judged")}">\n${results.map(testCase)}</testsuite>\n`;
}

function testCase(result: Result): Markup {
  const { attempt } = result;
  return html`<testcase classname="${attempt.entrance.label}" name="${attempt.how}">${bodyOf(result)}</testcase>\n`;
}

function bodyOf(result: Result): Markup {
  const { status, message = "", prediction, seen } = result;
  const details = `${callText(result)}: predicted ${predictedText(prediction)}, seen ${seenText(seen)}`;
  switch (status) {
    case "as-predicted":
      return html``;
    case "not-judged":
      return html`<skipped message="${message}: seen ${seenText(seen)}"/>`;
    case "differs":
      return html`<failure message="${message}">${details}</failure>`;
    case "no-answer":
      return html`<error message="${message}">${details}</error>`;
  }
}
