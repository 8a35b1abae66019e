import { refusal } from "../support/refusal";

export function existingFunctionAppRefusal(functionAppId: string): string {
  return refusal(
    `The Function App ${functionAppId} was given as one that is there`,
    "azurerm has no resource for its authentication alone, so nothing here could close its gate, and an open Function behind a gateway would look like a closed one",
    'Take the app into this stack: make it with `FunctionHost` or the pattern under its own name, and write `import { to = azurerm_linux_function_app.… id = "…" }` beside the stack, or run `terraform import`; or set `auth_settings_v2` where the app is made',
  );
}
