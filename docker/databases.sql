-- Run by `databases` in compose.yaml, as often as it starts: each step looks first whether it is done. The passwords come
-- from the environment: sqlcmd puts them in for $(...).
IF SUSER_ID('sekisho_reader') IS NULL CREATE LOGIN sekisho_reader WITH PASSWORD = '$(READER_PASSWORD)';
IF SUSER_ID('sekisho_owner') IS NULL CREATE LOGIN sekisho_owner WITH PASSWORD = '$(OWNER_PASSWORD)';
GO
IF DB_ID('JUKI') IS NULL CREATE DATABASE JUKI;
IF DB_ID('KENKO') IS NULL CREATE DATABASE KENKO;
IF DB_ID('ATENA') IS NULL CREATE DATABASE ATENA;
IF DB_ID('SEKISHO') IS NULL CREATE DATABASE SEKISHO;
GO
-- The gateway reads the legacy systems and writes to none.
USE JUKI;
IF USER_ID('sekisho_reader') IS NULL CREATE USER sekisho_reader FOR LOGIN sekisho_reader;
ALTER ROLE db_datareader ADD MEMBER sekisho_reader;
GO
USE KENKO;
IF USER_ID('sekisho_reader') IS NULL CREATE USER sekisho_reader FOR LOGIN sekisho_reader;
ALTER ROLE db_datareader ADD MEMBER sekisho_reader;
GO
USE ATENA;
IF USER_ID('sekisho_reader') IS NULL CREATE USER sekisho_reader FOR LOGIN sekisho_reader;
ALTER ROLE db_datareader ADD MEMBER sekisho_reader;
GO
-- Its own store, in which it makes its tables.
USE SEKISHO;
IF USER_ID('sekisho_owner') IS NULL CREATE USER sekisho_owner FOR LOGIN sekisho_owner;
ALTER ROLE db_owner ADD MEMBER sekisho_owner;
GO
