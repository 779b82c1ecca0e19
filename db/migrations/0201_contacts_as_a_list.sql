-- Promise: that somebody is a person of a customer has an id of its own, so that a list of them is read on from any row.
set lock_timeout = '5s';

alter table customer_contact add column id uuid not null default uuidv7();
create unique index customer_contact_id on customer_contact (id);

alter table list_view drop constraint list_view_list;
alter table list_view add constraint list_view_list check (list in ('customers', 'contracts', 'lines', 'invoices', 'receipts',
	'follow-ups', 'suppliers', 'supplier-contracts', 'equipment', 'instalments', 'products', 'collection-cases',
	'contacts'));
