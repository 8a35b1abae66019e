import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compile, snippetsOf } from "./snippets";

const root = join(__dirname, "..", "..");
const docs = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" });
const pages = ["README.md", ...docs.filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`)];
const snippets = pages.flatMap((page) => snippetsOf(page, readFileSync(join(root, page), "utf8")));

const wrong = snippetsOf(
  "wrong.md",
  `
\`\`\`ts
import { Refusal } from "cdktf-secure-function-behind-apim";
import { App } from "cdktf";

new App();
new Callers(this);
\`\`\`

\`\`\`json
{ "not": "TypeScript" }
\`\`\`

\`\`\`ts nofixture
export const count: number = "one";
\`\`\`

1. in a list

   \`\`\`ts
   const name: string = 1;
   \`\`\`
`,
);

// One program for all of them: most of the time goes into reading the providers.
let errors: string[][];
beforeAll(() => {
  errors = compile([...snippets, ...wrong]);
}, 60_000);

describe("the code in README and docs", () => {
  it.each(snippets.map(({ page, line }, index) => [`${page}:${line}`, index] as const))(
    "compiles at %s",
    (_, index) => {
      expect(errors[index]).toEqual([]);
    },
  );
});

describe("code that does not compile", () => {
  it("is reported by the page's lines, within the fixture or without", () => {
    expect(errors.slice(snippets.length)).toEqual([
      [
        expect.stringMatching(/^wrong\.md:3 Module .+ has no exported member 'Refusal'/),
        expect.stringMatching(/^wrong\.md:7 Constructor of class 'Callers' is private/),
      ],
      ["wrong.md:15 Type 'string' is not assignable to type 'number'."],
      ["wrong.md:21 Type 'number' is not assignable to type 'string'."],
    ]);
  });

  it("has a fixture that exists", () => {
    const [snippet] = snippetsOf("wrong.md", "```ts fixture=none\n1;\n```\n");
    expect(() => compile([snippet])).toThrow(
      "wrong.md:1 asks for a fixture that does not exist: fixture=none",
    );
  });
});
