import type { Read } from "../../../lib/policy/expressions/context-reads";
import { readsOf } from "../../../lib/policy/expressions/request-reads";

function told(reads: readonly Read[]): string[] {
  return reads.map((read) => {
    if (read.what === "undecided") return `undecided: ${read.why}`;
    if (read.what === "header" && read.claimsOnly) return `claims in ${read.name}`;
    if (read.what === "namedValue" && read.inCode) return `namedValue ${read.name} in code`;
    return "name" in read ? `${read.what} ${read.name}` : read.what;
  });
}

function ofExpression(code: string): string[] {
  return told(readsOf(`@(${code})`, false));
}

function ofTemplate(template: string): string[] {
  return told(readsOf(template, true));
}

describe("an expression", () => {
  it.each([
    ['context.Request.Headers.GetValueOrDefault("X-A", "")', ["header X-A"]],
    ['context.Request.Headers[@"X-A"][0]', ["header X-A"]],
    ['context . /* why */ Request ?. Headers ?[ "X-\\u0041" ]', ["header X-A"]],
    ['context.Request!.Headers.ContainsKey("X-A")', ["header X-A"]],
    ['context.Request.Headers.TryGetValue("X-A", out var a)', ["header X-A"]],
    ['@context.Request.Headers["X-A"]', ["header X-A"]],
    ['$"{context.Request.Headers["X-A"]}"', ["header X-A"]],
    ['$@"{$"{context.Request.Headers["X-A"]}"}"', ["header X-A"]],
    ['context.Request.Headers["A"].AsJwt()?.Subject', ["claims in A"]],
    ['context.Request.Headers.GetValueOrDefault("A","").Split(\' \')[1].AsJwt()', ["claims in A"]],
    ['context.Request.Headers.GetValueOrDefault("A","").TryParseJwt(out var jwt)', ["claims in A"]],
    ['context.Request.Headers["A"] + b.AsJwt()', ["header A"]],
    ['context.Request.Url.Query.GetValueOrDefault("q")', ["queryParameter q"]],
    ['context.Request.OriginalUrl.Query["q"]', ["queryParameter q"]],
    ["context.Request.OriginalUrl.Path + context.Request.Url.Host", []],
    ["context.Request.OriginalUrl.QueryString", ["query"]],
    ["context.Request.Url", ["query"]],
    ["context.Request.Url.Query", ["query"]],
    ["context.Subscription?.Id", ["subscription"]],
    ["context.Subscription.PrimaryKey", ["subscriptionKey"]],
    ["f(context.Subscription)", ["subscriptionKey"]],
    ["context.Subscription != null && context.Subscription is null", []],
    ["context.User?.Email", ["user"]],
    ['(string)context.Variables["a"]', ["variables"]],
    ['context.Response.Headers.GetValueOrDefault("A")', ["response"]],
    ['((IResponse)context.Variables["a"]).Headers', ["variables"]],
    ['((IResponse)context.Variables["a"])?.Headers', ["variables"]],
    ['context.Variables.GetValueOrDefault<IResponse>("a").Headers', ["variables"]],
    ["context.Request.Body.As<string>(true) + context.Request.Method", []],
    ["context.Operation.Id + context.Api.Name + context.RequestId", []],
    ['"context.Request.Headers" + @"context" + \'c\' /* context */', []],
    ["a.context.Request", []],
    ['"{{name}}" + "{{ other }}"', ["namedValue name in code", "namedValue other in code"]],
    ["new[] { 1 }.Select(a => a)", ["later"]],
    ["from a in b select a", ["later"]],
    ["a >= b", []],
  ])("%s reads %j", (code, reads) => {
    expect(ofExpression(code)).toEqual(reads);
  });

  it.each([
    ["an alias of the context", "var c = context;", "`context` itself"],
    ["the context in parentheses", "(context).Request", "`context` itself"],
    ["an alias of the request", "var r = context.Request; return r.Headers;", "`context.Request` itself"],
    ["the request as a text", "context.Request.ToString()", "`context.Request.ToString`"],
    ["all headers", "context.Request.Headers.Select(h => h.Value)", "otherwise than one by a literal name"],
    ["their number", "context.Request.Headers.Count", "otherwise than one"],
    ["the headers handed on", "f(context.Request.Headers)", "otherwise than one"],
    ["a name that is put together", 'context.Request.Headers["Author" + "ization"]', "otherwise than one"],
    ["a name in a call", 'context.Request.Headers.GetValueOrDefault("a".Trim(), "")', "otherwise than one"],
    ["a name that is interpolated", 'context.Request.Headers[$"{a}"]', "otherwise than one"],
    ["an interpolated name without holes", 'context.Request.Headers[$"a"]', "otherwise than one"],
    ["a name in a variable", "context.Request.Headers[name]", "otherwise than one"],
    [
      "a name behind the default",
      'context.Request.Headers.GetValueOrDefault(defaultValue: "a")',
      "otherwise",
    ],
    ["an unknown member", "context.Secrets", "`context.Secrets`"],
    ["reflection", "context.Variables.GetType().GetProperty(a)", "`GetType`"],
    ["the headers of an alias", "r.Headers", "something unknown"],
    [
      "the headers of what is cast to something else",
      '((IRequest)context.Variables["a"]).Headers',
      "unknown",
    ],
    ["the headers of what is no cast", '(f(IResponse, context.Variables["a"])).Headers', "unknown"],
    ["code that cannot be followed", "cont\\u0065xt.Request.Headers", "cannot be followed"],
    ["a text in three quotes", '"""a" + context + """', "cannot be followed"],
  ])("is undecided with %s", (_what, code, why) => {
    expect(
      ofExpression(code)
        .filter((read) => read.startsWith("undecided"))
        .join(),
    ).toContain(why);
  });

  it("is found anywhere in a text, and is undecided without an end", () => {
    expect(told(readsOf("a' @(1) \" @(context.User.Id) @(context", false))).toEqual([
      "user",
      "undecided: an expression has no end",
      "undecided: `context` itself is used",
    ]);
  });
});

it("a text reads the named values in it", () => {
  expect(told(readsOf("a {{b}} @(1) {{c.d-e}}", false))).toEqual(["namedValue b", "namedValue c.d-e"]);
  expect(told(readsOf("a {{b}} @({{c}})", true))).toEqual(["namedValue c in code"]);
});

describe("a Liquid template", () => {
  it.each([
    ["{{context.Request.Headers.X-A}}", ["header X-A"]],
    ["{{ CONTEXT.request.headers['X-A'] | Append: 'context' }}", ["header X-A"]],
    ['{{ ["context"].Request["Headers"]["X-A"][0] }}', ["header X-A"]],
    ["{{context.Request.OriginalUrl.Query.q}}", ["queryParameter q"]],
    ["{{context.Request.Url.QueryString}}", ["query"]],
    ["{{context.Request.Url.Path}}{{context.Request.Method}}", []],
    ["{{body.context}} context.Request.Headers {{ 'context' }}", []],
    ["{% if context.Response.StatusCode == 200 %}{{body}}{% endif %}", ["response"]],
  ])("%s reads %j", (template, reads) => {
    expect(ofTemplate(template)).toEqual(reads);
  });

  it.each([
    [
      "a loop over the headers",
      "{% for h in context.Request.Headers %}{{h}}{% endfor %}",
      "otherwise than one",
    ],
    ["an alias", "{% assign r = context.Request %}{{r.Headers.Authorization}}", "`context.Request` itself"],
    ["the headers of an alias", "{{r.Headers.Authorization}}", "something unknown"],
    ["a computed name", "{{context.Request.Headers[name]}}", "otherwise than one"],
    ["a computed root", "{{[name].Request}}", "the name of"],
    ["the context as a text", "{{ context | Json }}", "`context` itself"],
    ["a tag without an end", "{{context", "has no end"],
  ])("is undecided with %s", (_what, template, why) => {
    expect(
      ofTemplate(template)
        .filter((read) => read.startsWith("undecided"))
        .join(),
    ).toContain(why);
  });

  it("is one only where it is evaluated", () => {
    expect(told(readsOf("{{context.Request.Headers.Authorization}}", false))).toEqual([
      "namedValue context.Request.Headers.Authorization",
    ]);
  });
});
