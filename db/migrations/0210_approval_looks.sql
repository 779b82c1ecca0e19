-- Promise: what waits for a decision is looked at again once something has happened that could change what it would do.
set lock_timeout = '5s';

-- How many such events there were when it was last looked at.
create table approval_look (
	request_id uuid primary key references approval_request (id),
	events bigint not null,
	looked_at timestamptz not null
);

-- Of no customer, and yet able to change what any of them pays.
create function concerns_everything(kind text) returns boolean language sql immutable parallel safe
	return split_part(kind, '.', 1) in ('price', 'price_list', 'product', 'plan', 'unit', 'tax_rate', 'tax_exemption', 'currency_rate',
		'company', 'import');

create index event_of_everything on event (id) where concerns_everything(kind);
