/** `acorn-globals` brings no types of its own. */
declare module "acorn-globals" {
  import type { AnyNode, Identifier, Program, ThisExpression } from "acorn";

  interface Global {
    readonly name: string;
    readonly nodes: readonly ((Identifier | ThisExpression) & { readonly parents: readonly AnyNode[] })[];
  }

  export default function find_globals(source: string | Program): Global[];
}
