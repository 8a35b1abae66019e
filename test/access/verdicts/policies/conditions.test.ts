import { truthOf } from "../../../../lib/access/verdicts/policies/conditions";

const members = new Map<string, string | null | undefined>([
  ["Operation.Id", "list"],
  ["Request.Method", "GET"],
  ["Product", null],
  ["Subscription", "a subscription"],
  ["Operation.Name", undefined],
]);

function truth(condition: string): string {
  const found = truthOf(condition, { members });
  if (typeof found === "string") return found;
  return found.isCallersChoice ? "callers-choice" : "unknown";
}

describe("a condition of a policy", () => {
  it.each<[string, string]>([
    ["true", "true"],
    ["false", " False "],
    ["true", "@(true)"],
    ["false", "@(!true)"],
    ["true", `@(context.Operation.Id == "list")`],
    ["true", `@("list" == context.Operation.Id)`],
    ["false", `@(context.Operation.Id != "list")`],
    ["false", `@(context.Operation.Id == "create")`],
    ["true", `@(context.Product == null)`],
    ["true", `@(context.Subscription != null)`],
    ["true", `@(context?.Operation?.Id == "list")`],
    ["true", `@(new[] { "create", "list" }.Contains(context.Operation.Id))`],
    ["true", `@(new string[] { "LIST", }.Contains(context.Operation.Id, StringComparer.OrdinalIgnoreCase))`],
    ["false", `@(new[] { "LIST" }.Contains(context.Operation.Id))`],
    ["true", `@(context.Operation.Id.Equals("LIST", StringComparison.OrdinalIgnoreCase))`],
    ["false", `@(context.Operation.Id.Equals("LIST"))`],
    ["true", `@(context.Operation.Id == "list" && context.Request.Method == "GET")`],
    ["false", `@(context.Operation.Id == "list" && (context.Request.Method == "POST" || false))`],
    ["true", `@(!(context.Operation.Id == "create") || context.Variables.ContainsKey("x"))`],
    ["false", `@(context.Operation.Id == "create" && context.Variables.ContainsKey("x"))`],
    ["true", `@(context.Operation.Id.StartsWith("li"))`],
    ["false", `@(context.Operation.Id.EndsWith("LIST"))`],
    ["true", `@((context.Operation.Id).Contains("IS", StringComparison.OrdinalIgnoreCase))`],
    ["false", `@(context.Product?.Id == "paid")`],
    ["true", `@(context.Product?.Id != "paid")`],
  ])("is %s: %s", (expected, condition) => {
    expect(truth(condition)).toBe(expected);
  });

  it.each([
    `@(context.Request.Headers.ContainsKey("X-Debug"))`,
    `@(!context.Request.Headers.ContainsKey("X-Debug"))`,
    // Whether it is there says nothing of what it holds.
    `@(context.Request.Headers.ContainsKey("Authorization"))`,
    `@(context.Request.Headers.GetValueOrDefault("Authorization", "").StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))`,
    `@(string.IsNullOrEmpty(context.Request.Headers.GetValueOrDefault("X-Debug")))`,
    `@(context.Request.Url.Query.Count > 3)`,
    `@(context.Request.Headers.GetValueOrDefault("X-Debug", "") == "")`,
    `@(context.Operation.Id == "list" && context.Request.Headers.ContainsKey("X-Debug"))`,
  ])("is the caller's choice: %s", (condition) => {
    expect(truth(condition)).toBe("callers-choice");
  });

  it.each([
    // What only the call knows.
    `@(context.Variables.ContainsKey("x"))`,
    `@(context.Request.IpAddress.StartsWith("10."))`,
    `@(context.Request.Certificate == null)`,
    `@(DateTime.UtcNow.Hour > 8)`,
    `@(context.User != null)`,
    `@(context.Operation.Name == "list")`,
    // A token may be forged before it is validated, and not after.
    `@(context.Request.Headers.GetValueOrDefault("Authorization", "").AsJwt() == null)`,
    `@(context.Request.Headers.GetValueOrDefault("X-Token", "").AsJwt() == null)`,
    // A text that may be a secret.
    `@(context.Request.Headers.GetValueOrDefault("X-Key", "") == "s3cr3t")`,
    `@("s3cr3t" != context.Request.Headers["X-Key"][0])`,
    `@(context.Request.Headers["X-Key"][0].Equals("s3cr3t"))`,
    `@(new[] { "s3cr3t" }.Contains(context.Request.Headers["X-Key"][0]))`,
    `@(context.Request.Headers.GetValueOrDefault("X-Key", "").StartsWith("{{key}}"))`,
    `@(context.Request.Headers.ContainsKey({{header}}))`,
    // What is not understood, or goes further than it seems.
    `@(context.Operation.Id == "{{operation}}")`,
    `@(context.Operation.Id == "list" ? context.Variables.ContainsKey("x") : true)`,
    `@(context.Operation.Id == "a" + "b")`,
    `@(context.Operation.Id == "LIST")`,
    `@{ return context.Operation.Id == "list"; }`,
    `@(context.Operation.Id == "list"`,
    `@(context.Operation.Id == "list") || true`,
    `{{condition}}`,
  ])("is not known: %s", (condition) => {
    expect(truth(condition)).toBe("unknown");
  });
});
