"""Logs in rows: CSV, spreadsheets, JSON and JSON Lines, one disclosure a row, streamed."""
