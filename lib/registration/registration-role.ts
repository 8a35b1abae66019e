/** The one role of a Function's registration. */
export const invokeRole = {
  // Only applications can be given it: nobody signs in (rule 13).
  allowedMemberTypes: ["Application"],
  value: "Function.Invoke",
  displayName: "Invoke the Function",
  description: "Lets a gateway's managed identity call the Function.",
  enabled: true,
};
