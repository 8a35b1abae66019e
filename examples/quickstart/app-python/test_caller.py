import unittest

from caller import caller_of, identity_headers


class CallerTest(unittest.TestCase):
    def test_is_who_the_gateway_says(self):
        headers = {
            "X-Caller-Id": "11111111-2222-4333-8444-555555555555",
            "X-Caller-Roles": "Orders.Read,a%2Cb",
            "X-MS-CLIENT-PRINCIPAL-ID": "99999999-2222-4333-8444-555555555555",
        }
        self.assertEqual(
            caller_of(headers),
            {
                "id": "11111111-2222-4333-8444-555555555555",
                "roles": ["Orders.Read", "a,b"],
                "gatewayPrincipalId": "99999999-2222-4333-8444-555555555555",
            },
        )

    def test_is_nobody_where_no_token_names_one(self):
        self.assertEqual(caller_of({}), {"id": None, "roles": [], "gatewayPrincipalId": None})

    def test_has_headers_about_identities_by_name_alone(self):
        headers = {"Authorization": "Bearer x", "X-MS-TOKEN-AAD": "y", "X-Caller-Id": "z", "Accept": "*/*"}
        self.assertEqual(identity_headers(headers), ["authorization", "x-caller-id", "x-ms-token-aad"])


if __name__ == "__main__":
    unittest.main()
