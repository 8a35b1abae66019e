import { badNamesIn, type Language } from "../../tools/languages/names";

describe("names in generated code", () => {
  it.each<[Language, string, string[]]>([
    ["python", "def from_(self, lambda_: builtins.str) -> None:", ["from_", "lambda_"]],
    [
      "python",
      "def o_auth(self) -> None:\n  o_auth_url: typing.Optional[builtins.str] = None,",
      ["o_auth_url"],
    ],
    ["python", "def get_a(self) -> None:", ["def get_a"]],
    ["java", "public void setDefault(final java.lang.String default_) {", ["default_"]],
    ["dotnet", "public void Set(string @object, int count)", ["@object"]],
    ["go", "func NewGateway(type_ *string, id *string) Gateway {", ["type_"]],
  ])("that read badly in %s are found: %s", (language, code, names) => {
    expect(badNamesIn(language, code)).toEqual(names);
  });

  it.each<[Language, string]>([
    [
      "python",
      "def from_open_api_file(self, scope: builtins.str, *, http2_enabled: _Any) -> None:\n  '''lambda_: x'''",
    ],
    ["java", '/** default_ */ public static Callers fromX(final String name) { return call("from_ "); }'],
    ["dotnet", "public void Set(string name, string @value) // @object "],
    ["go", "func Callers_EntraApplications(props *EntraApplicationCallers) Callers {"],
  ])("that read well in %s are left alone: %s", (language, code) => {
    expect(badNamesIn(language, code)).toEqual([]);
  });
});
