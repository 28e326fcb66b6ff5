"""Files that belong to a case (bilag): what they are, where their bytes lie, who may see them."""
