import { type IResolvable, Token, Tokenization } from "cdktf";

/** What is known of a value before Terraform knows it. */
export interface KnownForm {
  /** A text of the same characters and length. */
  readonly example: string;
  /** What people read in its place. */
  readonly title: string;
}

/** The end of a name that a `UniqueSuffix` gives. */
export const uniqueSuffixForm: KnownForm = { example: "000000", title: "{unique suffix}" };

const forms = new WeakMap<IResolvable, KnownForm>();

/** A reference to a value of a known form. */
export function referenceOfForm(value: IResolvable, form: KnownForm): string {
  forms.set(value, form);
  return Token.asString(value);
}

/** A text to validate in place of the given one: with an example for each reference whose form is known. */
export function exampleOf(text: string): string {
  return withForms(text, ({ example }) => example);
}

/** A text to show in place of the given one: with a title for each reference whose form is known. */
export function titleOf(text: string): string {
  return withForms(text, ({ title }) => title);
}

function withForms(text: string, textOf: (form: KnownForm) => string): string {
  if (!Token.isUnresolved(text)) return text;
  return Tokenization.reverseString(text).tokens.reduce<string>((whole, token) => {
    const form = forms.get(token);
    return form ? whole.split(Token.asString(token)).join(textOf(form)) : whole;
  }, text);
}
