import {
  App,
  DefaultTokenResolver,
  type IResolvable,
  StringConcat,
  TerraformElement,
  type TerraformStack,
  Tokenization,
} from "cdktf";
import { appRegistry } from "./registry";
import { throwIfInvalidInput, validationError } from "./validation";

/**
 * At synth: says which references make a circle of stacks. cdktf finds a circle while it resolves references, and its own
 * error names two stacks and nothing in them.
 */
export function explainStackCircles(stack: TerraformStack): void {
  const app = stack.node.root;
  if (!App.isApp(app)) return;
  const apps = appRegistry<true>(app, "apps whose circles of stacks are explained");
  if (apps.has(app)) return;
  apps.set(app, true);
  const refer = app.crossStackReference.bind(app);
  app.crossStackReference = (target, referring, identifier) => {
    throwIfInvalidInput(referring.node.path, validateNoCircle(referring, target));
    return refer(target, referring, identifier);
  };
}

function validateNoCircle(referring: TerraformStack, target: TerraformStack): string[] {
  const back = wayBetween(target, referring);
  if (!back) return [];
  const circle = [referring, ...back];
  const references = circle
    .slice(0, -1)
    .map((stack, index) => describedReference(stack, circle[index + 1]))
    .join("; ");
  return [
    validationError(
      `Stacks refer to each other in a circle, ${circle.map(({ node }) => node.path).join(" → ")}: ${references}`,
      "cdktf deploys one stack after another, so no stack can refer to one that needs it",
      "Make what one of these refers to in the same stack, or hand it over by its literal name or id, as `from…Name` and `from…Attributes` take them",
    ),
  ];
}

/** The stacks from one to another, along what each needs; undefined where there is no way. */
function wayBetween(from: TerraformStack, to: TerraformStack): TerraformStack[] | undefined {
  if (from === to) return [from];
  for (const next of from.dependencies) {
    const way = wayBetween(next, to);
    if (way) return [from, ...way];
  }
  return undefined;
}

/** A reference of one stack to another, by what refers and what it refers to. */
function describedReference(from: TerraformStack, to: TerraformStack): string {
  for (const element of from.node.findAll().filter(TerraformElement.isTerraformElement)) {
    const identifier = referenceTo(to, element);
    if (identifier !== undefined)
      return `${element.node.path} refers to \`${identifier}\` of ${to.node.path}`;
  }
  return `${from.node.path} was told to depend on ${to.node.path}`;
}

function referenceTo(stack: TerraformStack, element: TerraformElement): string | undefined {
  const finder = new ReferenceFinder(stack);
  Tokenization.resolve(element.toTerraform(), { scope: element, resolver: finder, preparing: false });
  return finder.found;
}

/** Finds the first reference to something in a stack. */
class ReferenceFinder extends DefaultTokenResolver {
  public found?: string;

  public constructor(private readonly stack: TerraformStack) {
    super(new StringConcat());
  }

  public override resolveToken(
    ...[token, ...context]: Parameters<DefaultTokenResolver["resolveToken"]>
  ): unknown {
    const { originStack, identifier } = token as Reference;
    if (originStack === this.stack && this.found === undefined) this.found = identifier;
    return super.resolveToken(token, ...context);
  }
}

/** A reference as cdktf makes it for an attribute. */
interface Reference extends IResolvable {
  readonly originStack?: TerraformStack;
  readonly identifier?: string;
}
