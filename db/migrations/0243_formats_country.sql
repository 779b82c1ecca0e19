-- Promise: whoever says nothing reads days, numbers and amounts as the country of their customer's address writes them.
set lock_timeout = '5s';

-- Of a contact, ISO 3166: the country whose formats they have chosen to read; null: that of the customer it is about.
alter table contact add column formats_country text;
alter table contact add constraint contact_formats_country check (formats_country ~ '^[A-Z]{2}$') not valid;
alter table contact validate constraint contact_formats_country;
