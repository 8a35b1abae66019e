import { expressionReads, liquidReads } from "./checker/request-reads";

const authorization = ["authorization"];

test.each([
  ['@(context.Request.Headers.GetValueOrDefault("Authorization", "").AsJwt()?.Subject)', authorization],
  ['@(context.Request.Headers["X-A"][0] + context.Request.Headers["X-B"][0])', ["x-a", "x-b"]],
  ['@(context.Request?.Headers?["X-A"][0])', ["x-a"]],
  ['@(context.Request.Headers.ContainsKey("X-A"))', ["x-a"]],
  ['@(context.Request.Headers.TryGetValue("X-A", out var value))', ["x-a"]],
  ['@(context . Request /* " */ . Headers [@"Authorization"] [0])', authorization],
  ['@(context.Request.Headers["\\x41uthorization"][0])', authorization],
  ['@(co\\u006etext.Request.Headers["Authorization"][0])', authorization],
  ['@(context.Request.He\u200dders["Authorization"][0])', []],
  ['@(context.Request.Hea\u200dders["Authorization"][0])', authorization],
  ['@{ // context.Request.Headers\nreturn context.Request.Headers["X-A"][0]; }', ["x-a"]],
])("%s reads single headers", (code, headers) => {
  expect(expressionReads(code)).toMatchObject({ headers });
});

test.each([
  ['@($"{context.Request.Headers["Authorization"][0]}")', authorization],
  ['@($"a {context.Request.Headers["Authorization"][0]} b {1 + 1} c")', authorization],
  ['@($"{{{context.Request.Headers["X-A"][0]}}}")', ["x-a"]],
  ['@($"\\"{context.Request.Headers["X-A"][0]}")', ["x-a"]],
  ['@($@"a ""b"" {context.Request.Headers["X-A"][0]}")', ["x-a"]],
  [
    '@($"{new { a = context.Request.Headers["X-A"][0] }.a}" + context.Request.Headers["X-B"][0])',
    ["x-a", "x-b"],
  ],
  ['@($"{{ context Request }}")', []],
  ['@($"context.Request.Headers" + context.Request.Headers["X-B"][0])', ["x-b"]],
])("%s reads in the holes of its texts alone", (code, headers) => {
  expect(expressionReads(code)).toMatchObject({ headers, unclear: [] });
});

test.each([
  "a text",
  "mail me@(x)",
  '@("context.Request.Headers")',
  '@(@"context.Request ""Headers""")',
  "@(context.Response.Headers)",
  '@(context.Response != null && context.Response.Headers.ContainsKey("X-A"))',
  "@(context.Request.Url.Path + context.Request.Method + context.Request.IpAddress)",
  '@(context.Variables.ContainsKey("a"))',
  "@(response.context.Request)",
])("%s reads no header of the request", (code) => {
  expect(expressionReads(code)).toMatchObject({ headers: [], unclear: [] });
});

test.each([
  "@(context)",
  "@(context.Request)",
  "@(context.Request.ToString())",
  "@(context.Unknown)",
  "@(context.Request.Headers)",
  "@(context.Request.Headers.Keys)",
  '@(context.Request.Headers["A" + "b"])',
  '@(context.Request.Headers.GetValueOrDefault("A" + "b"))',
  '@(context.Request.Headers.GetValueOrDefault(name, ""))',
  "@(context.Request.Headers[name])",
  '@(context.Request.Headers[$"A"])',
  '@(((IRequest)context.Variables["a"]).Headers["X-A"])',
  "@(context.GetType())",
  "@(a.GetProperties())",
  '@(context.Request.Headers["{{name}}"])',
  '@("a',
  '@($"a {1',
])("%s is unclear", (code) => {
  expect(expressionReads(code).unclear).not.toEqual([]);
});

test.each([
  ["@(context.Subscription.Key)", true],
  ["@(context.Subscription?.PrimaryKey)", true],
  ["@(JsonConvert.SerializeObject(context.Subscription))", true],
  ["@(context.Subscription.Id)", false],
  ["@(context.Subscription == null)", false],
  ["@(context.Subscription != null)", false],
])("%s reads the key of the subscription: %s", (code, subscriptionKey) => {
  expect(expressionReads(code)).toMatchObject({ subscriptionKey });
});

test.each([
  ["@(a.Select(i => i))", true],
  ["@(from a in b select a)", true],
  ["@{ return delegate { return 1; }; }", true],
  ["@(a >= 1 && b <= 2)", false],
])("%s may run later: %s", (code, deferred) => {
  expect(expressionReads(code)).toMatchObject({ deferred });
});

test.each([
  ["{{context.Request.Headers.Authorization}}", authorization, 0],
  ["{{ context . Request . Headers . X-A }}", ["x-a"], 0],
  ["{{context.request.headers['X-A']}}", ["x-a"], 0],
  ["{{context.Request.Url.Path}} {{body.name}} {{context.Response.Headers.X-A}}", [], 0],
  ["context.Request.Headers.Authorization", [], 0],
  ["{{context.Request.Headers}}", [], 1],
  ["{{context.Request.Headers[name]}}", [], 1],
  ["{{context.Request}}", [], 1],
  ["{{context}}", [], 1],
  ["{% for h in context.Request.Headers %}{{h}}{% endfor %}", [], 1],
  ["{% assign r = a %}{{r.Headers.X-A}}", [], 1],
  ["{{ a", [], 1],
] as [string, string[], number][])("%s reads %j in Liquid, with %i unclear", (template, headers, unclear) => {
  const reads = liquidReads(template);
  expect(reads.headers).toEqual(headers);
  expect(reads.unclear).toHaveLength(unclear);
});
