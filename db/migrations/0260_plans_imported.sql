-- Promise: an import brings in nothing but what it knows, plans of products among it.
set lock_timeout = '5s';

alter table import_batch drop constraint import_batch_subject;
alter table import_batch add constraint import_batch_subject
	check (subject in ('customers', 'contracts', 'lines', 'contacts', 'products', 'plans', 'prices', 'follow_ups', 'invoices', 'receipts', 'equipment'));
alter table import_said drop constraint import_said_subject;
alter table import_said add constraint import_said_subject
	check (subject in ('lines', 'contacts', 'products', 'plans', 'prices', 'follow_ups', 'invoices', 'receipts', 'equipment'));
