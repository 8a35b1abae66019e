import { headerKey } from "../../policy/fixed-names";
import { attribute, childElements, type XmlElement } from "../../policy/xml/xml-element";
import type { Api, Gateway } from "../graph/gateways";
import { attributeValue, type PolicyDocument } from "../graph/policy-documents";
import { at, booleanOf, itemsOf, literalText, printed } from "../graph/values";
import type { Resource } from "../stack/stack";
import { isHarmless } from "../verdicts/policies/policy-checks";
import { byApi } from "./key-rules";
import { type CheckedRule, documentation, type RuleSubject, reviewedOn, type Violation } from "./rule";

/** Rules about the APIs of a gateway and their policies. */
export const gatewayRules: readonly CheckedRule[] = [
  {
    id: "anonymous-operation",
    title: "Anyone can call the Function through the gateway",
    severity: "medium",
    what: "The policies of the operation ask callers for nothing. The gateway calls the Function for everyone who reaches it.",
    inTerraform:
      '# In the API\'s policy, before the token step:\n# <validate-azure-ad-token tenant-id="…">\n#   <client-application-ids> … </client-application-ids>\n#   <audiences> … </audiences>\n# </validate-azure-ad-token>',
    withConstruct:
      "`callers` is required. `Callers.anonymous()`, of an API or of single operations, is what opens it.",
    sources: [documentation.validateToken],
    reviewedOn,
    check: (subject) => {
      const open = ["internet", "network"].map((caller) =>
        subject.all("operation", caller as "internet").filter(({ access }) => access === "reaches"),
      );
      const seen = new Set(open[0].map(({ entrance }) => entrance));
      return byApi(
        subject,
        [...open[0], ...open[1].filter(({ entrance }) => !seen.has(entrance))],
        (operations, api) => `anyone can call ${operations} of API ${api}`,
      );
    },
  },
  {
    id: "open-product",
    title: "A product opens an API that asks for a subscription",
    severity: "high",
    opensGate: true,
    what: "A call without a key runs in the context of a product that requires no subscription, even where the API requires one.",
    inTerraform: 'resource "azurerm_api_management_product" "orders" {\n  subscription_required = true\n}',
    withConstruct: "The construct rejects such a product.",
    sources: [documentation.subscriptions],
    reviewedOn,
    check: (subject) =>
      eachApi(subject, (api) =>
        api.subscriptionRequired === "no"
          ? []
          : api.products
              .filter(({ subscriptionRequired, resource }) => subscriptionRequired === "no" && resource)
              .map(({ resource }) => ({
                ...subject.violation(
                  (resource as Resource).address,
                  "subscription_required",
                  "false",
                  `API ${api.label} can be called without its subscription key`,
                ),
                detail: api.resource.address,
              })),
      ),
  },
  {
    id: "policy-without-base",
    title: "A policy leaves out the policies above it",
    severity: "high",
    what: "Without `<base />` in `inbound` the policies of the API, the product and the gateway do not run: neither their authentication nor their token step.",
    inTerraform: "<inbound>\n  <base />\n  …\n</inbound>",
    withConstruct: "The construct writes `<base />` in every section.",
    sources: [documentation.policies],
    reviewedOn,
    check: (subject) =>
      eachDocument(subject, ({ document, level }) => {
        const inbound = document.sections?.get("inbound");
        return level === "gateway" || !inbound || inbound.some(({ name }) => name === "base")
          ? []
          : [
              subject.violation(
                document.resource.address,
                document.argument,
                "<inbound> without <base />",
                `the policy of ${level} leaves out the policies above it`,
              ),
            ];
      }),
  },
  {
    id: "token-errors-ignored",
    title: "The gateway calls on without its token",
    severity: "high",
    what: 'With `ignore-error="true"` a call goes on when the token step fails, with whatever the caller sent in `Authorization`.',
    inTerraform: '<authentication-managed-identity resource="…" client-id="…" ignore-error="false" />',
    withConstruct: 'The construct writes `ignore-error="false"`.',
    sources: [documentation.tokenStep],
    reviewedOn,
    check: (subject) =>
      eachElement(subject, (element, document) =>
        element.name === "authentication-managed-identity" &&
        /^true$/i.test(attribute(element, "ignore-error"))
          ? [
              atElement(
                subject,
                document,
                element,
                `ignore-error="true"`,
                "calls go on without the gateway's token when the token step fails",
              ),
            ]
          : [],
      ),
  },
  {
    id: "computed-backend",
    title: "Where the gateway sends the call is computed",
    severity: "high",
    what: "A backend of an expression or a named value may be anything, at the caller's choice too, and gets the gateway's token.",
    inTerraform: '<set-backend-service backend-id="orders" />',
    withConstruct: "The construct sets the Function's backend, and rejects any other.",
    sources: [documentation.backendService],
    reviewedOn,
    check: (subject) =>
      eachElement(subject, (element, document) => {
        const given = attribute(element, "base-url") || attribute(element, "backend-id");
        return element.name === "set-backend-service" && document.toValue(given).kind === "unknown"
          ? [atElement(subject, document, element, given, "where the gateway sends the call is computed")]
          : [];
      }),
  },
  {
    id: "unread-policy",
    title: "A part of a policy cannot be read",
    severity: "medium",
    what: "A fragment outside of the stack, a policy behind a link, or a policy that this review does not model decides what happens to a call.",
    inTerraform:
      "# Write the policy in xml_content, and the fragment as azurerm_api_management_policy_fragment in this stack.",
    withConstruct:
      "The construct writes whole policies. `includeFragment` is where you vouch for a fragment.",
    sources: [documentation.fragments, documentation.policyReference],
    reviewedOn,
    check: (subject) => [
      ...eachDocument(subject, ({ document }) =>
        document.unknownBecause === undefined
          ? []
          : [
              subject.violation(
                document.resource.address,
                document.argument,
                `(${document.unknownBecause})`,
                document.unknownBecause,
              ),
            ],
      ),
      ...eachElement(subject, (element, document, gateway, nested) => {
        if (element.name === "include-fragment") {
          const id = literalText(attributeValue(document, element, "fragment-id"));
          const known = id !== undefined && gateway.fragments.get(id)?.sections;
          return known
            ? []
            : [
                atElement(
                  subject,
                  document,
                  element,
                  `fragment-id="${id}"`,
                  "the content of the fragment is not in this stack",
                ),
              ];
        }
        return nested || isModeled(element)
          ? []
          : [atElement(subject, document, element, "", `the policy <${element.name}> is not modeled`)];
      }),
    ],
  },
  {
    id: "token-in-diagnostics",
    title: "Diagnostics store the tokens of callers or of the gateway",
    severity: "high",
    what: "A diagnostic that logs `Authorization` unmasked stores tokens that are valid for about an hour, for everyone who reads the logs.",
    inTerraform:
      'backend_request {\n  data_masking {\n    headers {\n      mode  = "Hide"\n      value = "Authorization"\n    }\n  }\n}',
    withConstruct: "The construct hides the header.",
    sources: [documentation.diagnostics],
    reviewedOn,
    check: (subject) =>
      subject.now.index
        .managed("azurerm_api_management_diagnostic", "azurerm_api_management_api_diagnostic")
        .flatMap((resource) =>
          ["frontend_request", "backend_request"].flatMap((side) => tokenLogged(subject, resource, side)),
        ),
  },
  {
    id: "plain-http-api",
    title: "An API or its backend uses plain HTTP",
    severity: "medium",
    what: "Tokens and keys are shown to everyone on the way.",
    inTerraform: 'protocols = ["https"]',
    withConstruct: "The construct writes HTTPS only.",
    sources: [documentation.backends],
    reviewedOn,
    check: (subject) => [
      ...eachApi(subject, ({ resource, label }) => {
        const protocols = subject.now.index.value(resource, "protocols");
        return itemsOf(protocols).some((protocol) => literalText(protocol) === "http")
          ? [
              subject.violation(
                resource.address,
                "protocols",
                protocols,
                `API ${label} answers over plain HTTP`,
              ),
            ]
          : [];
      }),
      ...subject.now.index.managed("azurerm_api_management_backend").flatMap((resource) => {
        const url = subject.now.index.value(resource, "url");
        const start = url?.kind === "text" ? url.parts[0] : literalText(url);
        return typeof start === "string" && /^http:\/\//i.test(start)
          ? [subject.violation(resource.address, "url", url, "the gateway calls the backend over plain HTTP")]
          : [];
      }),
    ],
  },
  {
    id: "certificate-not-checked",
    title: "The gateway does not check the backend's certificate",
    severity: "high",
    what: "Whoever answers in the backend's place gets the gateway's token.",
    inTerraform: "tls {\n  validate_certificate_chain = true\n  validate_certificate_name  = true\n}",
    withConstruct: "The construct turns both checks on.",
    sources: [documentation.backends],
    reviewedOn,
    check: (subject) =>
      subject.now.index
        .managed("azurerm_api_management_backend")
        .flatMap((resource) =>
          ["validate_certificate_chain", "validate_certificate_name"]
            .filter((name) => booleanOf(subject.now.index.value(resource, "tls", 0, name), true) === "no")
            .map((name) =>
              subject.violation(
                resource.address,
                `tls.0.${name}`,
                "false",
                "the gateway does not check the backend's certificate",
              ),
            ),
        ),
  },
];

const sectionPolicies =
  /^(base|choose|forward-request|retry|limit-concurrency|wait|validate-(azure-ad-token|jwt|client-certificate)|authentication-(managed-identity|basic|certificate)|set-header|set-backend-service|return-response|mock-response|check-header|ip-filter|include-fragment)$/;

function isModeled({ name }: XmlElement): boolean {
  return sectionPolicies.test(name) || isHarmless(name);
}

/** Whether a diagnostic logs the header in which tokens are. */
function tokenLogged(subject: RuleSubject, resource: Resource, side: string): Violation[] {
  const get = (...path: (string | number)[]) => subject.now.index.value(resource, side, 0, ...path);
  const logged = itemsOf(get("headers_to_log")).some(
    (name) => headerKey(literalText(name) ?? "") === "authorization",
  );
  const masked = itemsOf(get("data_masking", 0, "headers")).some(
    (header) => headerKey(literalText(at(header, "value")) ?? "") === "authorization",
  );
  return logged && !masked
    ? [
        subject.violation(
          resource.address,
          `${side}.0.headers_to_log`,
          get("headers_to_log"),
          `${side} logs Authorization`,
        ),
      ]
    : [];
}

interface PlacedDocument {
  readonly document: PolicyDocument;
  readonly gateway: Gateway;
  readonly level: string;
}

function eachApi(subject: RuleSubject, check: (api: Api) => readonly Violation[]): Violation[] {
  return subject.now.graph.gateways.all.flatMap(({ apis }) => apis.flatMap(check));
}

function eachDocument(
  subject: RuleSubject,
  check: (placed: PlacedDocument) => readonly Violation[],
): Violation[] {
  const found = subject.now.graph.gateways.all.flatMap((gateway): PlacedDocument[] => [
    ...(gateway.policy ? [{ document: gateway.policy, gateway, level: "gateway" }] : []),
    ...gateway.products.flatMap(({ policy, id }) =>
      policy ? [{ document: policy, gateway, level: `the product ${id.replace(/^=/, "")}` }] : [],
    ),
    ...[...gateway.fragments.values()].map((document) => ({ document, gateway, level: "gateway" })),
    ...gateway.apis.flatMap((api) => [
      ...(api.policy ? [{ document: api.policy, gateway, level: `the API ${api.label}` }] : []),
      ...api.operations.flatMap(({ policy, id }) =>
        policy ? [{ document: policy, gateway, level: `the operation ${id}` }] : [],
      ),
    ]),
  ]);
  return [...new Map(found.map((placed) => [placed.document, placed])).values()].flatMap(check);
}

type ElementCheck = (
  element: XmlElement,
  document: PolicyDocument,
  gateway: Gateway,
  /** Whether it is a part of a policy, and no policy itself. */
  nested: boolean,
) => readonly Violation[];

const containers = /^(choose|when|otherwise|retry|limit-concurrency|wait)$/;

/** Every element of every policy that runs on the way to the backend. */
function eachElement(subject: RuleSubject, check: ElementCheck): Violation[] {
  return eachDocument(subject, ({ document, gateway }) => {
    const visit = (element: XmlElement, nested: boolean): Violation[] => [
      ...check(element, document, gateway, nested),
      ...childElements(element).flatMap((child) =>
        visit(child, !containers.test(element.name) || /^(when|otherwise)$/.test(child.name)),
      ),
    ];
    const policies = ["inbound", "backend", "fragment"].flatMap((name) => document.sections?.get(name) ?? []);
    return policies.flatMap((element) => visit(element, false));
  });
}

function atElement(
  subject: RuleSubject,
  document: PolicyDocument,
  element: XmlElement,
  value: string,
  message: string,
): Violation {
  const argument = `${document.argument}${element.line === undefined ? "" : `:${element.line}`}`;
  const text = value === "" ? `<${element.name}>` : `<${element.name}> ${printed(document.toValue(value))}`;
  return {
    ...subject.violation(document.resource.address, argument, text, message),
    detail: `${element.name} ${value}`,
  };
}
