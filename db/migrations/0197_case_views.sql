-- Promise: views of the list of collection cases can be kept like those of every other list.
set lock_timeout = '5s';

alter table list_view drop constraint list_view_list;
alter table list_view add constraint list_view_list
	check (list in ('customers', 'contracts', 'lines', 'invoices', 'receipts', 'follow-ups', 'suppliers', 'supplier-contracts', 'equipment', 'instalments', 'products', 'collection-cases'));
