-- Promise: a password is kept as an argon2id hash and as nothing else; one that was wrong a hundred times in a row opens
-- nothing more.
set lock_timeout = '5s';

create table password (
	account_id uuid primary key references account (id),
	hash text not null,
	set_at timestamptz not null,
	-- In a row, since it was last right or its owner came in by letter.
	wrong integer not null default 0,
	constraint password_hashed
		check (hash ~ '^\$argon2id\$v=19\$m=\d{4,7},t=\d{1,2},p=\d{1,2}\$[A-Za-z0-9+/]{22,}\$[A-Za-z0-9+/]{43,}$'),
	constraint password_wrong check (wrong between 0 and 100)
);
