"""How Homeward looks: form rendering, page pieces and pictures. It knows no child and no table."""
