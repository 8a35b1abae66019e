/**
 * Applications of Microsoft that workloads ask tokens for, in every tenant. From Microsoft's "Application IDs of
 * commonly used Microsoft applications".
 */
const tokenResources: Readonly<Record<string, string>> = {
  "797f4846-ba00-4fd7-ba43-dac1f8f63013": "Azure Resource Manager",
  "cfa8b339-82a2-471a-a3c9-0fc0be7a4093": "Azure Key Vault",
  "1341df96-0b28-43da-ba24-7a6ce39be816": "Azure Managed HSM",
  "e406a681-f3d4-42a8-90b6-c2b029497af1": "Azure Storage",
  "e9f49c6b-5ce5-44c8-925d-015017e9f7ad": "Azure Data Lake",
  "022907d3-0f1b-48f7-badc-1ba6abab6d66": "Azure SQL Database",
  "123cd850-d9df-40bd-94d5-c9f07b7fa203": "Azure Database for MySQL and PostgreSQL",
  "a232010e-820c-4083-83bb-3ace5fc29d0b": "Azure Cosmos DB",
  "80a10ef9-8168-493d-abf9-3297c4ef6e3c": "Azure Service Bus",
  "80369ed6-5f11-4dd9-bef3-692475845e77": "Azure Event Hubs",
  "35ffadb3-7fc1-497e-b61b-381d28e744cc": "Azure App Configuration",
  "abfa0a7c-a6b6-4736-8310-5855508787cd": "Azure App Service",
  "8602e328-9b72-4f2d-a4ae-1387d013a2b3": "Azure API Management",
  "6a0ec4d3-30cb-4a83-91c0-ae56bc0e3d26": "Azure Container Registry",
  "6dae42f8-4368-4678-94ff-3960e28e3630": "Azure Kubernetes Service",
  "7d312290-28c8-473c-a0ed-8e53749b6d6d": "Azure AI services",
  "880da380-985e-4198-81b9-e05b1cc53158": "Azure AI Search",
  "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d": "Azure Databricks",
  "2746ea77-4702-4b45-80ca-3c97e680e8b7": "Azure Data Explorer",
  "9e09aefc-b2e5-4d19-9f74-3e3e8b11a57b": "Azure Synapse",
  "ddbf3205-c6bd-46ae-8127-60eb93363864": "Azure Batch",
  "f5c26e74-f226-4ae8-85f0-b4af0080ac9e": "Application Insights",
  "ca7f3f0b-7d91-482c-8e09-c5d840d0eac5": "Log Analytics",
  "499b84ac-1321-427f-aa17-267ca6975798": "Azure DevOps",
  "c44b4083-3bb0-49c1-b47d-974e53cbdf3c": "the Azure portal",
  "04b07795-8ddb-461a-bbee-02f9e1bf7b46": "Azure CLI",
  "1950a258-227b-4e31-a9cf-717495945fc2": "Azure PowerShell",
};

/** Ids of this form are Microsoft Graph, the older directory API, Power BI, Dynamics and Microsoft 365. */
const reserved = /^0000[0-9a-f]{4}-0000-(?:0000-c000|0ff1-ce00)-000000000000$/;

/** The name of the application of Microsoft that has a client id; none for any other. */
export function microsoftApplication(clientId: string): string | undefined {
  const id = clientId.toLowerCase();
  return tokenResources[id] ?? (reserved.test(id) ? "a Microsoft service" : undefined);
}
