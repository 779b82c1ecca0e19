-- Promise: a saved view is a name for what is asked of one list. A name is one view of a person's, and one of everybody's.
set lock_timeout = '5s';

create table list_view (
	id uuid primary key default uuidv7(),
	list text not null,
	name text not null,
	-- Names and values, as the list's address has them.
	query jsonb not null,
	-- Null: everybody's.
	owner_id uuid references staff_user (id),
	saved_by text not null,
	saved_at timestamptz not null,
	constraint list_view_list check (list in ('customers', 'contracts', 'lines', 'invoices', 'follow-ups')),
	constraint list_view_name check (char_length(btrim(name)) between 1 and 80),
	constraint list_view_query check (jsonb_typeof(query) = 'array')
);
create unique index list_view_named on list_view (list, owner_id, lower(name)) nulls not distinct;
create index list_view_of_owner on list_view (owner_id) where owner_id is not null;
