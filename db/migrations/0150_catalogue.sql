-- Promise: views of the list of products can be kept, programs can be let read it, and what has a product is found by it.
set lock_timeout = '5s';

alter table list_view drop constraint list_view_list;
alter table list_view add constraint list_view_list
	check (list in ('customers', 'contracts', 'lines', 'invoices', 'receipts', 'follow-ups', 'suppliers', 'supplier-contracts', 'equipment', 'instalments', 'products'));

alter table api_key drop constraint api_key_scopes;
alter table api_key add constraint api_key_scopes
	check (cardinality(scopes) > 0 and scopes <@ array[
		'customers:read', 'customers:write', 'contracts:read', 'contracts:write', 'products:read', 'invoices:read', 'payments:write', 'journal:read', 'events:read']);

create index contract_line_by_product on contract_line (product_id, plan_id) where product_id is not null;
