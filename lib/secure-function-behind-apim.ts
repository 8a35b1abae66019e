import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import type { ITerraformDependable, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { adopt, keptUnlessGiven } from "./adoption/adopt";
import { ApiVersionSet } from "./api/api-version-set";
import type { ApiVersion } from "./api/api-version-set-props";
import { GatewayApi } from "./api/gateway-api";
import type { OperationBackend } from "./api/gateway-api-props";
import { NamedValue } from "./api/named-value";
import { validateGatewayApi } from "./api/private/gateway-api-validation";
import { FunctionApp } from "./function/function-app";
import type { FunctionSlot } from "./function/function-slot";
import type { FunctionSlotProps } from "./function/function-slot-props";
import { validateEasyAuth } from "./function/private/easy-auth-validation";
import { GateOverrides } from "./gate/gate-overrides";
import { Gateway } from "./gateway/gateway";
import type { IGateway } from "./gateway/gateway-props";
import { hasResourceLogs } from "./gateway/sku";
import type { IManagedIdentity } from "./identity/managed-identity";
import { PrivateEndpoints } from "./network/private-endpoints";
import type { FunctionApiProps, FunctionApiVersionProps } from "./pattern/function-api-props";
import { exampleNameParts, newNameParts } from "./pattern/name-parts";
import { type ResolvedPattern, resolve } from "./pattern/resolve";
import type { IResourceGroup } from "./pattern/resource-group";
import type { SecureFunctionBehindApimProps } from "./pattern/secure-function-behind-apim-props";
import { validate, validateVersioned } from "./pattern/validate";
import type { Policy } from "./policy/policy";
import { Registration } from "./registration/registration";
import type { IRegistration } from "./registration/registration-props";
import { allOrNone, undoPoint } from "./support/all-or-none";
import { titleOf } from "./support/known-forms";
import { checked, checkedResult } from "./support/shape/checked";
import { throwIfInvalid, throwIfInvalidInput } from "./support/validation";
import { Alerts } from "./telemetry/alerts";
import { ApiTrace } from "./telemetry/api-trace";
import { DiagnosticLogs } from "./telemetry/diagnostic-logs";
import { MigrationWatch } from "./telemetry/migration-watch";
import { Telemetry } from "./telemetry/telemetry";
import type { ITelemetry } from "./telemetry/telemetry-props";

/**
 * A Function that answers only through API Management, by managed identity: no function key, no client
 * secret, no list of addresses.
 *
 * The gateway authenticates its caller, asks Entra for a token for the Function's registration with its own
 * managed identity, and calls the Function with it. App Service Authentication in front of the Function
 * answers all other calls with 401 or 403.
 *
 * The stack brings its own providers: azuread, and azurerm with
 * `features: [{ storage: [{ dataPlaneAvailable: false }] }]`, which then needs no role for data in storage (R14).
 *
 * @example
 * const orders = new SecureFunctionBehindApim(this, "orders", {
 *   name: "orders",
 *   location: "westeurope",
 *   publisher: { name: "Contoso", email: "api@contoso.com" },
 *   apiDefinition: ApiDefinition.fromOpenApiFile("orders.openapi.yaml"),
 *   callers: Callers.entraApplications({
 *     clientIds: ["11111111-2222-4333-8444-555555555555"],
 *     audiences: ["api://orders"],
 *   }),
 * });
 */
export class SecureFunctionBehindApim extends Construct {
  /** The resource group: a new one, or the given one. */
  public readonly resourceGroup: IResourceGroup;
  /** The gateway: a new API Management service, or the given one. */
  public readonly gateway: IGateway;
  /** The Function's registration in Entra: a new one, or the given one. */
  public readonly registration: IRegistration;
  /** Where traces are sent: a new Application Insights component, or the given one. */
  public readonly telemetry: ITelemetry;
  /** The Function App with its plan, storage and authentication. */
  public readonly functionApp: FunctionApp;
  /**
   * The private endpoints of the Function App and its storage account.
   * @default - none without a private network
   */
  public readonly privateEndpoints?: PrivateEndpoints;
  /**
   * Who still calls the Function around its APIs, while a migration keeps its gate open.
   * @default - none while the gate is closed
   */
  public readonly migrationWatch?: MigrationWatch;
  /**
   * The versions of the Function's API.
   * @default - none without `apiVersion`
   */
  public readonly versionSet?: ApiVersionSet;
  /** The named values of `namedValues`. */
  public readonly namedValues: NamedValue[];
  /** The Function's API on the gateway. */
  public readonly api: GatewayApi;
  private readonly apis: GatewayApi[] = [];

  /**
   * @throws when Azure does not accept an input, or inputs contradict each other; the message names the
   * construct's path and every such input, what is allowed, and how to fix it. Nothing is left in the tree.
   */
  constructor(scope: Construct, id: string, props: SecureFunctionBehindApimProps) {
    [scope, id, props] = checked("SecureFunctionBehindApim", [scope, id, props]);
    const undo = undoPoint(scope);
    super(scope, id);
    throwIfInvalid(this, validate(this, props, resolve(exampleNameParts(props), props)));

    try {
      const resolved = resolve(newNameParts(this, props), props);
      this.resourceGroup = props.resourceGroup ?? this.newResourceGroup(resolved);
      const { provider } = props;
      const placement = {
        resourceGroupName: this.resourceGroup.name,
        location: props.location,
        provider,
      };
      this.gateway = props.gateway ?? new Gateway(this, "gateway", { ...resolved.gateway, ...placement });
      this.registration = props.registration ?? new Registration(this, "registration", resolved.registration);
      this.telemetry =
        props.telemetry ?? new Telemetry(this, "telemetry", { ...resolved.telemetry, ...placement });
      this.functionApp = new FunctionApp(this, "function", {
        ...resolved.functionApp,
        ...placement,
        registration: this.registration,
        allowedIdentities: [this.gateway.identity],
        applicationInsightsConnectionString: this.telemetry.connectionString,
        applicationInsightsId: this.telemetry.applicationInsightsId,
      });
      this.privateEndpoints =
        props.network &&
        new PrivateEndpoints(this, "network", {
          ...resolved.privateEndpoints,
          ...placement,
          network: props.network,
          name: this.functionApp.name,
          functionAppId: this.functionApp.id,
          storageAccountId: this.functionApp.newHostStorage?.id,
        });
      this.migrationWatch = props.migration?._observation && this.newMigrationWatch(resolved, placement);
      this.namedValues = Object.entries(props.namedValues ?? {}).map(
        ([name, value]) =>
          new NamedValue(this, `named-value-${name}`, { ...value, name, gateway: this.gateway }),
      );
      this.versionSet =
        props.apiVersion === undefined
          ? undefined
          : new ApiVersionSet(this, "versions", { ...resolved.versionSet, gateway: this.gateway });
      this.api = this.newApi("api", {
        ...resolved.api,
        gateway: this.gateway,
        version: this.versionOf(props.apiVersion),
      });
      if (props.alerts) this.newAlerts(resolved);
      if (props.diagnosticLogs) this.newDiagnosticLogs(provider);
    } catch (error) {
      throw undo(error);
    }
  }

  /**
   * Adds an API of the Function: with another path, other callers, or on another gateway.
   *
   * @param id construct id of the API
   * @throws when API Management does not accept the API, or its name or path is in use on that gateway
   * @example
   * const partners = Gateway.fromGatewayName(this, "partners", {
   *   name: "apim-partners",
   *   resourceGroupName: "rg-partners",
   * });
   * orders.addApi("partner-api", { gateway: partners, name: "orders", path: "orders", apiDefinition, callers });
   */
  public addApi(id: string, props: FunctionApiProps): GatewayApi {
    [id, props] = checked("SecureFunctionBehindApim.addApi", [id, props], this);
    const { gateway = this.gateway } = props;
    const api = { ...props, gateway };
    const namedValues = this.namedValuesOn(gateway).map(({ name }) => name);
    throwIfInvalidInput(
      `${this.node.path}/${id}`,
      validateGatewayApi(this, { ...api, namedValues, backend: this.functionApp.backend }),
    );
    return this.newApi(id, api);
  }

  /**
   * Adds a version of the Function's API, on the same path as the first one.
   *
   * @param id construct id of the version's API
   * @throws when the construct was made without `apiVersion`, or API Management does not accept the version
   * @example
   * const shop = new SecureFunctionBehindApim(this, "shop", {
   *   name: "shop",
   *   location: "westeurope",
   *   publisher: { name: "Contoso", email: "api@contoso.com" },
   *   apiDefinition,
   *   apiVersion: "v1",
   *   callers,
   * });
   * shop.addVersion("v2", { version: "v2", apiDefinition: ApiDefinition.fromOpenApiFile("shop.v2.yaml") });
   */
  public addVersion(id: string, props: FunctionApiVersionProps): GatewayApi {
    [id, props] = checked("SecureFunctionBehindApim.addVersion", [id, props], this);
    throwIfInvalidInput(
      `${this.node.path}/${id}`,
      validateVersioned(this.versionSet !== undefined, props.version),
    );
    const { version, ...others } = props;
    return this.addApi(id, {
      callers: this.api.callers,
      ...others,
      name: `${this.api.name}-${version}`,
      path: this.api.path,
      version: this.versionOf(version),
    });
  }

  /**
   * Lets one more identity call the Function: Entra issues tokens to it, and the gate accepts them. To revoke the
   * right, delete the call: the next apply removes the role and both entries of the allow-lists (T16).
   *
   * @param id construct id of the role assignment
   * @param identity the identity: a gateway's, or any managed identity of the tenant
   * @returns what has to exist before its first call (rules 16 and 31)
   * @example
   * orders.grantInvoke("job-role", {
   *   clientId: "11111111-2222-4333-8444-555555555555",
   *   principalId: "66666666-7777-4888-9999-000000000000",
   * });
   */
  public grantInvoke(id: string, identity: IManagedIdentity): ITerraformDependable[] {
    [id, identity] = checked("SecureFunctionBehindApim.grantInvoke", [id, identity], this);
    throwIfInvalidInput(`${this.node.path}/${id}`, validateEasyAuth({ allowedIdentities: [identity] }));
    const assigned = this.assignRole(id, identity);
    // Last, so that an identity that could not be assigned the role is not allowed either.
    this.functionApp.allowIdentity(identity);
    return [...assigned, ...this.functionApp.backend._callableAfter(this)];
  }

  /**
   * This Function as the backend of single operations of another Function's API (`operationBackends`).
   *
   * @param id construct id of the assignment of its role to the gateway, unless the gateway has it already
   * @param gateway the gateway of that API
   */
  public operationBackend(id: string, gateway: IGateway): OperationBackend {
    [id, gateway] = checked("SecureFunctionBehindApim.operationBackend", [id, gateway], this);
    return {
      name: `${this.api.name}-${id}`,
      backend: this.functionApp.backend,
      callableAfter: this.grantInvoke(id, gateway.identity),
    };
  }

  /**
   * Adds a deployment slot: a live host of its own, behind the same gate, with the same storage, network and
   * hardening as the Function App (rule 38).
   *
   * @param id construct id of the slot
   * @throws when the plan has no slots, or Azure does not accept the name
   * @example
   * orders.addSlot("staging", { name: "staging", appSettings: { STAGE: "staging" } });
   */
  public addSlot(id: string, props: FunctionSlotProps): FunctionSlot {
    [id, props] = checked("SecureFunctionBehindApim.addSlot", [id, props], this);
    return allOrNone(this.functionApp, () => {
      const slot = this.functionApp.addSlot(id, props);
      this.privateEndpoints?.addSlot(slot.name, slot.resource);
      return slot;
    });
  }

  /** The new API Management service and its identity; none when a gateway was given. */
  public get newGateway(): Gateway | undefined {
    return this.node.tryFindChild("gateway") as Gateway | undefined;
  }

  /** The new registration; none when one was given. */
  public get newRegistration(): Registration | undefined {
    return this.node.tryFindChild("registration") as Registration | undefined;
  }

  /** The new Application Insights component and its workspace; none when telemetry was given. */
  public get newTelemetry(): Telemetry | undefined {
    return this.node.tryFindChild("telemetry") as Telemetry | undefined;
  }

  /** URL at which clients call the API, without a trailing slash. */
  public get apiUrl(): string {
    return this.api.url;
  }

  /** Host name of the Function App, which answers 401 to everyone but its callers. */
  public get functionAppHostName(): string {
    return this.functionApp.hostName;
  }

  /** Application (client) id of the Function's registration, a GUID. */
  public get clientId(): string {
    return this.registration.clientId;
  }

  /** Object (principal) id of the gateway's identity, a GUID. */
  public get gatewayPrincipalId(): string {
    return this.gateway.identity.principalId;
  }

  /** Object (principal) id of the Function's own identity, a GUID: whom to grant what the Function needs. */
  public get functionPrincipalId(): string {
    return this.functionApp.principalId;
  }

  /**
   * Who may call, a line for each API: callers, API with its products, Function. Then, with its reason, why the gate is open
   * for a migration, and each override of it that was accepted.
   */
  public get chains(): string[] {
    const name = titleOf(this.functionApp.name);
    const openGate = this.functionApp._openGate;
    return [
      ...this.apis.map((api) => `${api._chain} → gateway's identity → Function ${name}`),
      ...(openGate === undefined ? [] : [openGate]),
      ...GateOverrides.of(this).descriptions,
    ];
  }

  private newResourceGroup({ resourceGroup, adoption }: ResolvedPattern): ResourceGroup {
    const group = new ResourceGroup(this, "resource-group", resourceGroup);
    adopt(group, "resourceGroup", adoption.resourceGroup?.importId, [
      "location",
      "managed_by",
      ...keptUnlessGiven({ tags: resourceGroup.tags }),
    ]);
    return group;
  }

  private newApi(
    id: string,
    props: FunctionApiProps & { readonly gateway: IGateway; readonly importId?: string },
  ): GatewayApi {
    const { gateway } = props;
    return allOrNone(this, () => {
      const api = new GatewayApi(this, id, {
        ...this.withNamedValues(props),
        backend: this.functionApp.backend,
        callableAfter: this.assignRole(`${id}-role`, gateway.identity),
      });
      new ApiTrace(this, `${id}-trace`, { gateway, apiName: api.apiName, telemetry: this.telemetry });
      this.functionApp.allowIdentity(gateway.identity);
      this.migrationWatch?.addApi(api.name);
      this.apis.push(api);
      return api;
    });
  }

  // Terraform sees no reference in `{{name}}` (R8).
  private withNamedValues<Api extends FunctionApiProps & { readonly gateway: IGateway }>(api: Api): Api {
    const needing = (policy: Policy) =>
      policy._needing(
        this.namedValuesOn(api.gateway)
          .filter(({ name }) => policy._namedValues.includes(name))
          .map(({ resource }) => resource),
      );
    const { policy, operationPolicies } = api;
    return {
      ...api,
      policy: policy && needing(policy),
      operationPolicies:
        operationPolicies &&
        Object.fromEntries(Object.entries(operationPolicies).map(([id, one]) => [id, needing(one)])),
    };
  }

  private namedValuesOn(gateway: IGateway): NamedValue[] {
    return gateway === this.gateway ? this.namedValues : [];
  }

  private assignRole(id: string, identity: IManagedIdentity): ITerraformDependable[] {
    return checkedResult("IRegistration.assignRole", this.registration.assignRole(this, id, identity));
  }

  // The owner of a shared gateway watches it; a new one is this construct's own.
  private newAlerts({ alerts }: ResolvedPattern): void {
    new Alerts(this, "alerts", {
      ...alerts,
      name: this.functionApp.name,
      resourceGroupName: this.resourceGroup.name,
      functionAppId: this.functionApp.id,
      gatewayId: this.newGateway?.service.id,
    });
  }

  private newMigrationWatch({ migrationWatch }: ResolvedPattern, placement: Placement): MigrationWatch {
    return new MigrationWatch(this, "migration", {
      ...migrationWatch,
      ...placement,
      functionAppName: this.functionApp.name,
      // Validation requires telemetry with a workspace.
      workspaceId: this.telemetry.workspaceId as string,
    });
  }

  private newDiagnosticLogs(provider: TerraformProvider | undefined): void {
    const gateway = this.newGateway;
    new DiagnosticLogs(this, "logs", {
      // Validation requires telemetry with a workspace.
      workspaceId: this.telemetry.workspaceId as string,
      functionAppId: this.functionApp.id,
      gatewayId: gateway && hasResourceLogs(gateway.skuName ?? "") ? gateway.service.id : undefined,
      provider,
    });
  }

  private versionOf(name: string | undefined): ApiVersion | undefined {
    return this.versionSet && name !== undefined ? { versionSet: this.versionSet, name } : undefined;
  }
}

/** Where a part is, and with which provider. */
interface Placement {
  readonly resourceGroupName: string;
  readonly location: string;
  readonly provider?: TerraformProvider;
}
