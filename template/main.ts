import { App, AzurermBackend, LocalBackend } from "cdktf";
import { OrdersStack } from "./orders-stack";

const app = new App();
const orders = new OrdersStack(app, "orders");

// The state: in the storage account that the environment names, which a team shares, or else in a file beside this one.
const storageAccountName = process.env.STATE_STORAGE_ACCOUNT;
if (storageAccountName) {
  new AzurermBackend(orders, {
    storageAccountName,
    containerName: "tfstate",
    key: "orders.tfstate",
    useAzureadAuth: true,
  });
} else {
  new LocalBackend(orders, { path: "../../../terraform.orders.tfstate" });
}

app.synth();
