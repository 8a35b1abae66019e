import { all, type Change, cacheLookup, rewrite, type Sabotage } from "./changes";

const keys = '<openid-config url="https://login.example.com/.well-known/openid-configuration" />';
const audiences = "<audiences><audience>api://hello</audience></audiences>";
const place = 'header-name="Authorization"';

/** Another validation in the place of the API's own. */
function jwt(attributes = place, children = keys + audiences, behind = ""): Change {
  const validation = `<validate-jwt ${attributes}>${children}</validate-jwt>${behind}`;
  return rewrite(/<validate-azure-ad-token[\s\S]*<\/validate-azure-ad-token>/, validation);
}

const queryToken = 'query-parameter-name="token"';
const withoutToken = '<set-query-parameter name="token" exists-action="delete" />';
const byParameter = (name: string) =>
  cacheLookup().replace("></cache", `><vary-by-query-parameter>${name}</vary-by-query-parameter></cache`);

/** What somebody does to the validation of callers' tokens, and to what follows from where the tokens are. */
export const validationSabotage: readonly Sabotage[] = [
  ["a token that is computed", jwt(`${place} token-value="a"`), "authentication"],
  ["tokens from two places", jwt(`${place} ${queryToken}`), "authentication"],
  ["a place that is evaluated", jwt('header-name="{{name}}"'), "authentication"],
  ["tokens without an end", jwt(`${place} require-expiration-time="false"`), "authentication"],
  ["tokens that are long expired", jwt(`${place} clock-skew="3600"`), "authentication"],
  ["tokens of which nobody knows the keys", jwt(place, audiences), "authentication"],
  ["keys over HTTP", jwt(place, keys.replace("https", "http") + audiences), "authentication"],
  ["keys from nowhere", jwt(place, `<openid-config />${audiences}`), "authentication"],
  ["tokens for any audience", jwt(place, keys), "authentication"],
  ["an audience without a name", jwt(place, `${keys}<audiences><audience /></audiences>`), "authentication"],
  ["a token in the query that is kept", jwt(queryToken), "deletion"],
  ["a token in another header that is kept", jwt('header-name="X-Token"'), "deletion"],
  [
    "answers by another parameter than the token's",
    jwt(queryToken, undefined, byParameter("page") + withoutToken),
    "cache",
  ],
  [
    "answers by a parameter that is gone",
    jwt(queryToken, undefined, withoutToken + byParameter("token")),
    "cache",
  ],
];

/** Validations, and caches, with which the gate is whole. */
export const wholeValidations: readonly (readonly [what: string, change: Change])[] = [
  ["tokens of an OpenID provider", jwt()],
  ["tokens that are valid a little longer", jwt(`${place} clock-skew="60"`)],
  ["a message that names an expression", jwt(`${place} failed-validation-error-message="@(a)"`)],
  [
    "keys that the policy has itself",
    jwt(place, `<issuer-signing-keys><key>a</key></issuer-signing-keys>${audiences}`),
  ],
  ["a token in the query", jwt(queryToken, undefined, withoutToken)],
  ["answers by a token in the query", jwt(queryToken, undefined, byParameter("token") + withoutToken)],
  ["answers by all parameters", jwt(queryToken, undefined, cacheLookup() + withoutToken)],
  [
    "a token in another header",
    all(jwt('header-name="X-Token"', undefined, '<set-header name="X-Token" exists-action="delete" />')),
  ],
];
