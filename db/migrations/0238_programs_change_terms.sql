-- Promise: programs can be let change the terms of contracts in force, by a scope of its own.
set lock_timeout = '5s';

alter table api_key drop constraint api_key_scopes;
alter table api_key add constraint api_key_scopes
	check (cardinality(scopes) > 0 and scopes <@ array[
		'customers:read', 'customers:write', 'contracts:read', 'contracts:write', 'contracts:amend', 'products:read', 'invoices:read',
		'payments:write', 'journal:read', 'events:read']);
